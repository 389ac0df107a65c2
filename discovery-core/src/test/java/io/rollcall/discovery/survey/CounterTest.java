package io.rollcall.discovery.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import org.junit.jupiter.api.Test;

/** One thread counts, and others see it. */
class CounterTest {

  @Test
  void shouldCount() {
    Counter counter = new Counter();
    counter.increment();
    counter.add(4);
    assertThat(counter.value()).isEqualTo(5);

    counter.set(2);
    assertThat(counter.value()).isEqualTo(2);
  }

  @Test
  void shouldShowAnotherThreadAllInTheEndAndNeverLess() throws InterruptedException {
    Counter counter = new Counter();
    int all = 100_000;
    Thread counting =
        new Thread(
            () -> {
              for (int i = 0; i < all; i++) {
                counter.increment();
              }
            });
    counting.start();
    long last = 0;
    while (counting.isAlive()) {
      long now = counter.value();
      assertThat(now).isBetween(last, (long) all);
      last = now;
    }
    counting.join();

    assertThat(counter.value()).isEqualTo(all);
  }

  @Test
  void shouldGoOnWhereAnotherStoodAndApartFromIt() {
    Counters<Cause> counters = new Counters<>(Cause.class);
    counters.increment(Cause.LOST);
    Counters<Cause> later = new Counters<>(counters);
    later.increment(Cause.LOST);
    counters.increment(Cause.GOODBYE);

    assertThat(later.value(Cause.LOST)).isEqualTo(2);
    assertThat(later.value(Cause.GOODBYE)).isZero();
    assertThat(counters.value(Cause.LOST)).isEqualTo(1);
  }
}
