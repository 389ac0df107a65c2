package io.rollcall.jeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.agent.Transport.RunningAgent;
import io.rollcall.processes.OwnLoopback;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Commands and a close that follow each other while the loop is busy. */
class AgentRunnerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ANY = OwnLoopback.ANY;
  private static final String NOBODY = "tcp://127.0.0.1:1";
  private static final String NOBODY_ELSE = "tcp://127.0.0.1:2";

  private final JeroMqTransport transport = new JeroMqTransport(Options.defaults());
  private final RecordingAgent agent = new RecordingAgent();

  @Test
  void shouldRunWhatWasQueuedBeforeTheCloseOfAClient() throws Exception {
    shouldRunWhatWasQueuedBeforeTheClose(transport.client(NOBODY, port -> agent).running());
    assertThat(agent.told)
        .containsExactly("start", "added 0", "added 1", "removed 0", "before", "closed");
  }

  @Test
  void shouldRunWhatWasQueuedBeforeTheCloseOfASubscriber() throws Exception {
    shouldRunWhatWasQueuedBeforeTheClose(transport.subscriber(NOBODY, port -> agent).running());
    assertThat(agent.told)
        .containsExactly("start", "added 0", "added 1", "removed 0", "before", "closed");
  }

  @Test
  void shouldRunWhatWasQueuedBeforeTheCloseOfAServer() throws Exception {
    shouldRunWhatWasQueuedBeforeTheClose(transport.server(ANY, ANY, port -> agent).running());
    assertThat(agent.told).containsExactly("start", "before", "closed");
  }

  private void shouldRunWhatWasQueuedBeforeTheClose(RunningAgent running) throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    running.execute(now -> awaitUninterrupted(busy));
    if (running instanceof ConnectedAgent connected) {
      connected.connectTo(NOBODY_ELSE);
    }
    running.execute(now -> agent.told.add("before"));
    Thread closing = new Thread(running::close);
    closing.start();
    await().atMost(PATIENCE).until(() -> closing.getState() == Thread.State.WAITING);
    running.execute(now -> agent.told.add("after"));
    busy.countDown();
    closing.join();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException nobodyDoes) {
      throw new AssertionError(nobodyDoes);
    }
  }
}
