package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
  private final TimerQueue timers = new TimerQueue();
  private final List<String> ran = new ArrayList<>();

  @Test
  void shouldRunThoseDueInOrder() {
    timers.add(20, () -> ran.add("second"));
    timers.add(10, () -> ran.add("first"));
    timers.add(20, () -> ran.add("third"));
    timers.add(21, () -> ran.add("later"));

    timers.due(20, Runnable::run);

    assertThat(ran).containsExactly("first", "second", "third");
    assertThat(timers.untilNext(20)).isEqualTo(1);
  }

  @Test
  void shouldNotRunACancelledOne() {
    timers.add(10, () -> ran.add("cancelled")).cancel();

    timers.due(10, Runnable::run);

    assertThat(ran).isEmpty();
    assertThat(timers.untilNext(0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldLeaveWhatATaskSetsForTheNextTurn() {
    timers.add(10, () -> timers.add(10, () -> ran.add("again")));

    timers.due(10, Runnable::run);

    assertThat(ran).isEmpty();
    assertThat(timers.untilNext(10)).isZero();
  }
}
