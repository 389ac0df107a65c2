package io.rollcall.discovery.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.DiscoveryException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {
  private final Engine engine = Engine.acquire();
  private boolean released;

  @AfterEach
  void release() {
    if (!released) {
      engine.release();
    }
  }

  @Test
  void shouldRunCommandsInOrderThoughOneThrows() {
    List<Integer> ran = new ArrayList<>();
    engine.execute(() -> ran.add(1));
    engine.execute(
        () -> {
          throw new AssertionError("on purpose");
        });
    engine.execute(() -> ran.add(2));

    assertThat(engine.call(() -> List.copyOf(ran))).containsExactly(1, 2);
  }

  @Test
  void shouldPassThroughWhatACallThrows() {
    DiscoveryException thrown = new DiscoveryException("x", null);
    assertThatThrownBy(() -> fail(thrown)).isSameAs(thrown);
    assertThatThrownBy(() -> fail(new IllegalStateException("y"))).hasMessage("y");
    assertThatThrownBy(() -> fail(new IOException("z")))
        .isInstanceOf(DiscoveryException.class)
        .hasMessageContaining("z");
  }

  @Test
  void shouldCallWithinACall() {
    assertThat(engine.call(() -> engine.call(engine::onThread))).isTrue();
  }

  @Test
  void shouldBeOneForAllUntilTheLastReleasesIt() {
    Engine second = Engine.acquire();
    assertThat(second).isSameAs(engine);
    second.release();
    Thread thread = engine.call(Thread::currentThread);
    assertThat(thread.getName()).isEqualTo("rollcall-net");
    assertThat(thread.isDaemon()).isTrue();

    engine.release();
    released = true;

    assertThat(thread.isAlive()).isFalse();
    assertThatThrownBy(() -> engine.call(() -> 1)).isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void shouldRunWhatWasQueuedBeforeItsEndBeforeItClosesWhatIsOpen() throws Exception {
    Recorder recorder = new Recorder();
    SocketLimits limits = SocketLimits.defaults();
    Listener listener =
        engine.listen(Endpoint.toBind("tcp://127.0.0.1:0").get(0), Recorder::new, limits);
    Backoff backoff = Backoff.every(Duration.ofMillis(100), new Random(1));
    engine.dial(listener.endpoint(), () -> recorder, limits, backoff);
    await().atMost(Duration.ofSeconds(30)).until(() -> listener.connections() == 1);

    CountDownLatch busy = new CountDownLatch(1);
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    engine.execute(
        () -> {
          begun.complete(true);
          awaitUninterrupted(busy);
        });
    begun.get(30, SECONDS);
    CompletableFuture<Integer> connections = new CompletableFuture<>();
    engine.execute(() -> connections.complete(listener.connections()));
    released = true;
    Thread releasing = new Thread(engine::release);
    releasing.start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> releasing.getState() == Thread.State.WAITING);
    busy.countDown();
    releasing.join();

    assertThat(connections).isCompletedWithValue(1);
  }

  @Test
  void shouldEndWhenReleasedOnItsOwnThread() throws Exception {
    Thread thread = engine.call(Thread::currentThread);
    engine.execute(engine::release);
    released = true;

    thread.join(SECONDS.toMillis(30));
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void shouldRunATimerWhenItIsDueAndNotBefore() throws Exception {
    CompletableFuture<Long> late = new CompletableFuture<>();
    engine.call(
        () -> {
          long due = engine.now() + 5_000_000;
          engine.after(1, () -> late.completeExceptionally(new AssertionError())).cancel();
          return engine.after(5_000_000, () -> late.complete(engine.now() - due));
        });

    assertThat(late.get(30, SECONDS)).isNotNegative();
  }

  @Test
  void shouldOutliveAnInterruptOfItsThread() {
    engine.execute(() -> Thread.currentThread().interrupt());

    assertThat(engine.call(() -> 1)).isEqualTo(1);
    assertThat(engine.call(() -> 2)).isEqualTo(2);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException nobodyDoes) {
      throw new AssertionError(nobodyDoes);
    }
  }

  private void fail(Exception with) {
    engine.call(
        () -> {
          throw with;
        });
  }
}
