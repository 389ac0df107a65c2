package io.rollcall.discovery.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Limits;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secured server refuses a peer whose key it trusts, and reports the reason. */
class WhyRefusedTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @TempDir Path folder;
  private final TestAgent agent = new TestAgent();
  private Options options;

  @BeforeEach
  void createKeys() {
    Keys.create(folder, "all");
    options =
        Options.defaults()
            .withSecurity(
                Security.curve(folder.resolve("all.key_secret"), folder.resolve("all.key")));
  }

  private BoundAgent server(Options ofServer) {
    return new ZmtpTransport(ofServer).server(ANY, ANY, port -> agent).running();
  }

  private void awaitTold(String what) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> agent.told.stream().anyMatch(each -> each.matches(what)));
  }

  @Test
  void shouldTellThatATrustedPeerIsOfTheWrongType() {
    try (BoundAgent open = server(options);
        ConnectedAgent wrong =
            new ZmtpTransport(options)
                .subscriber(open.urlServer(), port -> new TestAgent())
                .running()) {
      awaitTold(
          "dropped a connection from .*: it proved the key .{40}:"
              + " the peer is a 'SUB', which a ROUTER does not talk to");
    }
  }

  /** Four pauses, each twice as long as the one before, of which at least the half is waited. */
  @Test
  void shouldTryAgainAtASlowerPaceEachTimeItIsRefused() {
    Keys.create(folder, "other");
    Options untrusted =
        Options.defaults()
            .withSecurity(
                Security.curve(folder.resolve("other.key_secret"), folder.resolve("all.key")));
    long since = System.nanoTime();
    try (BoundAgent open = server(options);
        ConnectedAgent other =
            new ZmtpTransport(untrusted)
                .client(open.urlServer(), port -> new TestAgent())
                .running()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  agent.told.stream().filter(each -> each.contains("is not trusted")).count() > 4);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - since))
        .isGreaterThanOrEqualTo(Duration.ofMillis(3_750));
  }

  @Test
  void shouldTellThatALimitIsReached() {
    try (BoundAgent open = server(options.withLimits(Limits.defaults().withConnections(1)));
        ConnectedAgent one =
            new ZmtpTransport(options).client(open.urlServer(), port -> new TestAgent()).running();
        ConnectedAgent other =
            new ZmtpTransport(options)
                .client(open.urlServer(), port -> new TestAgent())
                .running()) {
      awaitTold("dropped a connection from [^ ]*: 1 are open, the limit");
    }
  }
}
