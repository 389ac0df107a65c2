package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class VirtualExecutorTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTime time = VirtualTime.start();
  private final ScheduledExecutorService executor = time.executor();
  private final List<Long> seconds = new ArrayList<>();

  @Test
  void shouldRepeatATask() {
    Future<?> repeated = everySecond();

    time.advance(SECOND.multipliedBy(3));
    assertThat(seconds).containsExactly(1L, 2L, 3L);

    repeated.cancel(false);
    time.advance(SECOND.multipliedBy(3));
    assertThat(seconds).hasSize(3);
  }

  @Test
  void shouldThrowWhatARepeatedTaskThrowsAndNotRepeatIt() {
    Future<?> repeated =
        executor.scheduleWithFixedDelay(
            () -> {
              note();
              throw new IllegalStateException("on purpose");
            },
            1,
            1,
            TimeUnit.SECONDS);

    assertThatThrownBy(() -> time.advance(SECOND)).hasMessage("on purpose");
    time.advance(SECOND);

    assertThat(seconds).containsExactly(1L);
    assertThat(repeated).isDone();
  }

  @Test
  void shouldGiveTheValueOfATask() throws Exception {
    Future<String> later = executor.schedule(() -> "later", 1, TimeUnit.SECONDS);
    Future<String> soon = executor.submit(() -> "soon");

    time.advance(Duration.ZERO);
    assertThat(soon.get()).isEqualTo("soon");
    assertThat(later).isNotDone();
    time.advance(SECOND);
    assertThat(later.get(1, TimeUnit.SECONDS)).isEqualTo("later");
  }

  @Test
  void shouldLeaveInItsFutureWhatSomebodyHolds() {
    Future<?> submitted =
        executor.submit(
            (Callable<String>)
                () -> {
                  throw new IllegalStateException("on purpose");
                });

    time.advance(SECOND);

    assertThatThrownBy(submitted::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("on purpose");
  }

  @Test
  void shouldNotWaitForEver() {
    Future<String> submitted = executor.submit(() -> "never");

    assertThatThrownBy(submitted::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("advance the time");
    assertThatThrownBy(() -> submitted.get(1, TimeUnit.DAYS)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> executor.invokeAll(List.of(() -> "never")))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> executor.invokeAny(List.of(() -> "never")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void shouldRunWhatIsDelayedAfterShutdownButRepeatNothing() throws InterruptedException {
    Future<?> repeated = everySecond();
    Future<?> delayed = executor.schedule(this::note, 5, TimeUnit.SECONDS);

    executor.shutdown();
    assertThat(executor.awaitTermination(1, TimeUnit.DAYS)).isFalse();
    time.advance(SECOND.multipliedBy(9));

    assertThat(seconds).containsExactly(5L);
    assertThat(delayed).isDone();
    assertThat(repeated).isCancelled();
    assertThat(executor.isTerminated()).isTrue();
    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void shouldRunNothingAfterShutdownNow() {
    Future<?> repeated = everySecond();
    executor.execute(this::note);

    assertThat(executor.shutdownNow()).hasSize(2);
    time.advance(SECOND.multipliedBy(9));

    assertThat(seconds).isEmpty();
    assertThat(repeated).isNotDone();
    assertThat(executor.isTerminated()).isTrue();
  }

  @Test
  void shouldNotShutDownOthersOfTheSameTime() {
    time.executor().shutdown();

    Future<?> repeated = everySecond();
    time.advance(SECOND);

    assertThat(seconds).containsExactly(1L);
    assertThat(repeated).isNotDone();
  }

  @Test
  void shouldTakeTheLongestDelayForNeverAndNegativeForNow() {
    Future<?> never = executor.schedule(this::note, Long.MAX_VALUE, TimeUnit.DAYS);
    Future<?> now = executor.schedule(this::note, -5, TimeUnit.DAYS);

    time.advance(SECOND);

    assertThat(never).isNotDone();
    assertThat(now).isDone();
  }

  private ScheduledFuture<?> everySecond() {
    return executor.scheduleAtFixedRate(this::note, 1, 1, TimeUnit.SECONDS);
  }

  private void note() {
    seconds.add(Duration.between(VirtualTime.START, time.now()).toSeconds());
  }
}
