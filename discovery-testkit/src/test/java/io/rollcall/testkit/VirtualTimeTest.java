package io.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final VirtualTime time = VirtualTime.start();
  private final ScheduledExecutorService executor = time.executor();
  private final List<String> happened = new ArrayList<>();

  @Test
  void shouldStandStillUntilItIsAdvanced() {
    assertThat(time.now()).isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
    assertThat(time.nanoTime()).isZero();

    time.advance(Duration.ofSeconds(90));

    assertThat(time.now()).isEqualTo(Instant.parse("2023-11-14T22:14:50Z"));
    assertThat(time.nanoTime()).isEqualTo(90_000_000_000L);
  }

  @Test
  void shouldShowTheSameMomentOnEachClock() {
    Clock clock = time.clock();
    Clock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));

    time.advance(Duration.ofMillis(1));

    assertThat(clock.instant()).isEqualTo(time.now());
    assertThat(elsewhere.instant()).isEqualTo(time.now());
    assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
  }

  @Test
  void shouldRunTasksInOrderOfDueTimeAndThenOfSchedule() {
    note("c", 30);
    note("a", 10);
    note("b1", 20);
    note("b2", 20);

    time.advance(Duration.ofMillis(20));
    assertThat(happened).containsExactly("a at 10", "b1 at 20", "b2 at 20");
    time.advance(Duration.ofMillis(10));
    assertThat(happened).endsWith("c at 30");
  }

  @Test
  void shouldRunWhatBecomesDueMeanwhile() {
    after(10, () -> note("inner", 5));

    time.advance(Duration.ofMillis(20));

    assertThat(happened).containsExactly("inner at 15");
  }

  @Test
  void shouldRunTasksOfExecutorsInTheSameOrder() {
    Future<?> second = executor.schedule(() -> happened.add("executor"), 20, TimeUnit.MILLISECONDS);
    note("after", 10);

    time.advance(Duration.ofMillis(20));

    assertThat(happened).containsExactly("after at 10", "executor");
    assertThat(second).isDone();
  }

  @Test
  void shouldRunATaskOnTheThreadThatAdvances() {
    List<Thread> threads = new ArrayList<>();
    executor.execute(() -> threads.add(Thread.currentThread()));
    assertThat(threads).isEmpty();

    time.advance(Duration.ZERO);

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void shouldThrowWhatATaskThrowsAndGoOnFromThere() {
    IllegalStateException broken = new IllegalStateException("on purpose");
    after(
        10,
        () -> {
          throw broken;
        });
    note("later", 20);

    assertThatThrownBy(() -> time.advance(Duration.ofMillis(50))).isSameAs(broken);

    assertThat(time.now()).isEqualTo(VirtualTime.START.plusMillis(10));
    time.advance(Duration.ofMillis(10));
    assertThat(happened).containsExactly("later at 20");
  }

  @Test
  void shouldAdvanceUntilAConditionHolds() {
    note("a", 10);
    note("b", 20);

    Duration took = time.advanceUntil(() -> happened.size() == 1, Duration.ofSeconds(1));

    assertThat(took).isEqualTo(Duration.ofMillis(10));
    assertThat(happened).containsExactly("a at 10");
  }

  @Test
  void shouldSayThatAConditionDidNotHold() {
    assertThatThrownBy(() -> time.advanceUntil(() -> false, Duration.ofSeconds(5)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("PT5S")
        .hasMessageContaining("2023-11-14T22:13:25Z");
  }

  @Test
  void shouldRefuseToGoBackOrBeyondItsEnd() {
    assertThatThrownBy(() -> time.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-1S is not 0 to PT2562047H");
    time.advance(Duration.ofDays(36_500));
    assertThatThrownBy(() -> time.advance(Duration.ofDays(73_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotBeAdvancedByWhatHappensInIt() {
    after(1, () -> time.advance(Duration.ofMillis(1)));

    assertThatThrownBy(() -> time.advance(Duration.ofMillis(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("being advanced");
  }

  @Test
  void shouldNoticeThatItStandsStill() {
    Runnable[] again = new Runnable[1];
    again[0] = () -> executor.execute(again[0]);
    executor.execute(again[0]);

    assertThatThrownBy(() -> time.advance(Duration.ofMillis(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("time stands still at 2023-11-14T22:13:20Z");
  }

  private void note(String what, long millis) {
    after(
        millis,
        () ->
            happened.add(
                what + " at " + Duration.between(VirtualTime.START, time.now()).toMillis()));
  }

  private void after(long millis, Runnable task) {
    time.after(Duration.ofMillis(millis), task);
  }
}
