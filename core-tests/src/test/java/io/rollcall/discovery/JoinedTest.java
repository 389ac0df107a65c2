package io.rollcall.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.processes.OwnLoopback;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** {@code joined()} and {@code live()} of the handles. */
class JoinedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void shouldCompleteOnceAServerHasWelcomedTheClient() {
    try (Server server = Server.start(OwnLoopback.ANY, OwnLoopback.ANY, Brisk.options());
        ClientWithSub client =
            ClientWithSub.start(server.urlServer(), server.urlPubSub(), Member.named("a"));
        Client other = Client.start(server.urlServer(), Member.named("b"))) {
      assertThat(client.joined().toCompletableFuture())
          .succeedsWithin(PATIENCE)
          .extracting(ClientState::phase)
          .isEqualTo(ClientState.Phase.JOINED);
      assertThat(other.joined().toCompletableFuture()).succeedsWithin(PATIENCE);
      assertThat(client.live().toCompletableFuture())
          .succeedsWithin(PATIENCE)
          .extracting(roster -> roster.find("a").isPresent())
          .isEqualTo(true);
      // A second one completes, too.
      assertThat(client.joined().toCompletableFuture()).succeedsWithin(PATIENCE);
    }
  }

  @Test
  void shouldFailIfTheClientIsClosedBefore() {
    try (Server server = Server.start(OwnLoopback.ANY, OwnLoopback.ANY, Brisk.options())) {
      String nobody = server.urlPubSub();
      CompletableFuture<ClientState> joined;
      try (Client client = Client.start(nobody, Member.named("a"))) {
        joined = client.joined().toCompletableFuture();
      }
      assertThat(joined)
          .failsWithin(PATIENCE)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(FeedClosedException.class);
    }
  }
}
