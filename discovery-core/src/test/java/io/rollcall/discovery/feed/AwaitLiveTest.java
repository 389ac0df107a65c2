package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class AwaitLiveTest {
  private final LiveMembership membership =
      new LiveMembership(Options.defaults().withExecutor(new ByHand()));
  private Thread thread = Thread.currentThread();

  static Stream<Duration> none() {
    return Stream.of(
        Duration.ZERO,
        Duration.ofNanos(-1),
        Duration.ofDays(-1),
        Duration.ofNanos(Long.MIN_VALUE),
        Duration.ofSeconds(Long.MIN_VALUE));
  }

  static Stream<Duration> huge() {
    return Stream.of(
        Duration.ofDays(1),
        Duration.ofNanos(Long.MAX_VALUE),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
  }

  @ParameterizedTest
  @MethodSource("none")
  void shouldNotWaitForATimeThatIsOver(Duration timeout) throws InterruptedException {
    assertThat(membership.awaitLive(timeout)).isFalse();

    membership.publish(State.LIVE);

    assertThat(membership.awaitLive(timeout)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("huge")
  void shouldWaitUntilItIsLiveForAnyTime(Duration timeout) throws Exception {
    FutureTask<Boolean> waiter = startWaiting(timeout);

    membership.publish(State.STALE);
    membership.publish(State.LIVE);

    assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(membership.awaitLive(timeout)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("huge")
  void shouldGiveUpWhenItEnds(Duration timeout) throws Exception {
    FutureTask<Boolean> waiter = startWaiting(timeout);

    membership.end();

    assertThat(waiter.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(membership.awaitLive(timeout)).isFalse();
  }

  @Test
  void shouldNotBeLiveAnyMoreOnceItHasEnded() throws InterruptedException {
    membership.publish(State.LIVE);

    membership.end();

    assertThat(membership.awaitLive(Duration.ofDays(1))).isFalse();
  }

  @Test
  void shouldGiveUpWhenTheTimeIsOver() throws InterruptedException {
    membership.publish(State.STALE);

    assertThat(membership.awaitLive(Duration.ofNanos(1))).isFalse();
    assertThat(membership.awaitLive(Duration.ofMillis(2))).isFalse();
  }

  @Test
  void shouldBeInterruptible() throws Exception {
    FutureTask<Boolean> waiter = startWaiting(Duration.ofDays(1));

    thread.interrupt();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> waiter.get(10, TimeUnit.SECONDS))
        .withCauseInstanceOf(InterruptedException.class);
  }

  /** A thread that waits by the time this returns. */
  private FutureTask<Boolean> startWaiting(Duration timeout) {
    FutureTask<Boolean> task = new FutureTask<>(() -> membership.awaitLive(timeout));
    thread = new Thread(task, "waiter");
    thread.setDaemon(true);
    thread.start();
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return task;
  }
}
