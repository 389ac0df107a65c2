package io.rollcall.discovery.upgrade;

import static io.rollcall.discovery.upgrade.Versions.ANY;
import static io.rollcall.discovery.upgrade.Versions.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.upgrade.Versions.Version;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two versions apart nothing is shared, and who asks is told so. */
@ExtendWith(Versions.Provided.class)
class FarVersionTest {
  private static final Duration SETTLE_TIME = Duration.ofMillis(300);

  private final Versions versions;

  FarVersionTest(Versions versions) {
    this.versions = versions;
  }

  @Test
  void shouldTellAClientThatIsTooNew() {
    try (Build.Server server = versions.of(Version.THIS).server(ANY, ANY, SETTLE_TIME);
        Build.Client client = versions.of(Version.FAR).client(server.urlServer(), "a", "eu")) {
      eventually(() -> assertThat(client.state()).isEqualTo("REFUSED VERSION"));
      assertThat(server.zones()).isEmpty();
      versions.assertNothingDropped();
    }
  }

  @Test
  void shouldBeToldIfItIsTooOld() {
    try (Build.Server server = versions.of(Version.FAR).server(ANY, ANY, SETTLE_TIME);
        Build.Client client = versions.of(Version.THIS).client(server.urlServer(), "a", "eu")) {
      eventually(() -> assertThat(client.state()).isEqualTo("REFUSED VERSION"));
      assertThat(server.zones()).isEmpty();
      versions.assertNothingDropped();
    }
  }

  @Test
  void shouldDropWhatAServerOfAFarVersionPublishes() {
    try (Build.Server server = versions.of(Version.FAR).server(ANY, ANY, SETTLE_TIME);
        Build.Subscriber subscriber = versions.of(Version.THIS).subscriber(server.urlPubSub())) {
      eventually(
          () ->
              assertThat(versions.seenBy(Version.THIS).dropped())
                  .anyMatch(line -> line.endsWith("version 3 is not within one of 1")));
      assertThat(subscriber.isLive()).isFalse();
    }
  }
}
