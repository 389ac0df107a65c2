package io.rollcall.discovery.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SocketLoopTest {

  /** Whoever waits for a loop that has died would wait for ever. */
  @Test
  void shouldLetGoOfEverybodyWhenItsThreadDies() {
    SocketLoop loop = SharedLoop.acquire();
    Client before = Client.start("tcp://127.0.0.1:9", "before");
    loop.execute(
        now -> {
          throw new AssertionError("an Error on purpose");
        });
    await().atMost(Duration.ofSeconds(30)).until(() -> !loop.isAlive());

    before.close();
    assertThat(before.clientState().phase()).isEqualTo(Phase.CLOSED);
    try (Client after = Client.start("tcp://127.0.0.1:9", "after")) {
      assertThat(after.clientState().phase()).isEqualTo(Phase.JOINING);
    }
    SharedLoop.release(loop);
  }
}
