package io.rollcall.discovery.upgrade;

import static io.rollcall.discovery.upgrade.Versions.ANY;
import static io.rollcall.discovery.upgrade.Versions.Version.NEIGHBOURS;
import static io.rollcall.discovery.upgrade.Versions.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.upgrade.Versions.Version;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server, a client and subscribers, each of this version of the protocol or of the next. */
@ExtendWith(Versions.Provided.class)
class MixedVersionsTest {
  private static final Duration SETTLE_TIME = Duration.ofMillis(300);

  private final Versions versions;

  MixedVersionsTest(Versions versions) {
    this.versions = versions;
  }

  static Stream<Arguments> mixtures() {
    return NEIGHBOURS.stream()
        .flatMap(
            server ->
                NEIGHBOURS.stream()
                    .flatMap(
                        client ->
                            NEIGHBOURS.stream()
                                .map(subscriber -> Arguments.of(server, client, subscriber))));
  }

  @ParameterizedTest(name = "server {0}, client {1}, subscriber {2}")
  @MethodSource("mixtures")
  void shouldUnderstandEachOther(Version server, Version client, Version subscriber) {
    Build clients = versions.of(client);
    Build subscribers = versions.of(subscriber);
    try (Build.Server roll = versions.of(server).server(ANY, ANY, SETTLE_TIME);
        Build.Subscriber early = subscribers.subscriber(roll.urlPubSub())) {
      Build.Client a = clients.client(roll.urlServer(), "a", "eu");
      eventually(() -> assertThat(early.zones()).isEqualTo(Map.of("a", "eu")));
      eventually(() -> assertThat(a.state()).isEqualTo("JOINED"));
      a.moveTo("us");
      eventually(() -> assertThat(early.zones()).isEqualTo(Map.of("a", "us")));
      clients.crash(
          roll.urlServer(),
          "b",
          () -> eventually(() -> assertThat(early.zones()).containsOnlyKeys("a", "b")));
      eventually(() -> assertThat(early.zones()).containsOnlyKeys("a"));
      try (Build.Subscriber late = subscribers.subscriber(roll.urlPubSub())) {
        eventually(() -> assertThat(late.zones()).isEqualTo(Map.of("a", "us")));
        eventually(() -> assertThat(early.isLive() && late.isLive()).isTrue());
      }
      assertThat(roll.zones()).isEqualTo(Map.of("a", "us"));
      eventually(
          () -> {
            assertHeard(client, server, "server", "Hello", "Answer");
            assertHeard(server, client, "client", "Welcome", "Survey");
            assertHeard(server, subscriber, "subscriber", "Pulse", "Change", "Snapshot");
          });

      a.close();
      eventually(() -> assertThat(early.zones()).isEmpty());
      assertHeard(client, server, "server", "Goodbye");
      assertHeard(server, client, "client", "Farewell");
      // The reader of events has a thread of its own.
      eventually(
          () ->
              assertThat(early.events())
                  .containsExactly(
                      "joined a", "updated a", "joined b", "left b LOST", "left a GOODBYE"));
    }
    versions.assertNothingDropped();
  }

  /** These messages came, with the added field or without, and the added kind came too. */
  private void assertHeard(Version from, Version by, String role, String... messages) {
    Build.Seen seen = versions.seenBy(by);
    if (by == Version.NEXT) {
      boolean added = from == Version.NEXT;
      assertThat(added ? seen.withField() : seen.withoutField()).contains(messages);
      assertThat(added ? seen.withoutField() : seen.withField())
          .doesNotContainAnyElementsOf(Arrays.asList(messages));
    } else if (from == Version.NEXT) {
      assertThat(seen.ignoredBy()).contains(role);
    } else {
      assertThat(seen.ignoredBy()).doesNotContain(role);
    }
  }
}
