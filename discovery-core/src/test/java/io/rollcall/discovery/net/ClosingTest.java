package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosingTest {
  private final Engine engine = Engine.acquire();
  private final Closing closing = new Closing();
  private final AtomicInteger closed = new AtomicInteger();
  private final Semaphore mayEnd = new Semaphore(0);

  @AfterEach
  void release() {
    engine.release();
  }

  private void slowly() {
    mayEnd.acquireUninterruptibly();
    closed.incrementAndGet();
  }

  /** Whoever is told that it is closed may bind its ports again. */
  @Test
  void shouldLetEverybodyWaitButTheThreadThatTheWorkNeeds() throws Exception {
    Thread first = new Thread(() -> closing.close(engine, this::slowly));
    first.start();
    await().atMost(Duration.ofSeconds(30)).until(closing::hasBegun);
    AtomicInteger seen = new AtomicInteger(-1);
    Thread second =
        new Thread(
            () -> {
              closing.close(engine, closed::incrementAndGet);
              seen.set(closed.get());
            });
    second.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> second.getState() == Thread.State.WAITING);
    assertThat(engine.call(this::closeHere)).isZero();

    mayEnd.release();
    first.join();
    second.join();
    assertThat(seen).hasValue(1);
  }

  private int closeHere() {
    closing.close(engine, closed::incrementAndGet);
    return closed.get();
  }
}
