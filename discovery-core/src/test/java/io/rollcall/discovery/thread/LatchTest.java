package io.rollcall.discovery.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;

class LatchTest {
  private static final long HOUR = 3_600_000_000_000L;

  private final List<Long> waits = new ArrayList<>();
  private long now;

  /** Each wait is interrupted after ten minutes, three times; then it takes its time. */
  private final Threads interrupted =
      new Threads() {
        @Override
        public long await(Condition changed, long nanos) throws InterruptedException {
          waits.add(nanos);
          if (waits.size() <= 3) {
            now += HOUR / 6;
            throw new InterruptedException();
          }
          now += nanos;
          return 0;
        }

        @Override
        public long now() {
          return now;
        }

        @Override
        public void after(long nanos, Runnable task) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Executor readers() {
          return Runnable::run;
        }
      };

  @Test
  void shouldWaitNoLongerForBeingInterrupted() {
    assertThat(new Latch(interrupted).awaitUninterruptibly(HOUR)).isFalse();

    assertThat(Thread.interrupted()).as("the interrupt is noted").isTrue();
    assertThat(waits).containsExactly(HOUR, HOUR / 6 * 5, HOUR / 6 * 4, HOUR / 6 * 3);
    assertThat(now).isEqualTo(HOUR);
  }

  @Test
  void shouldSayThatItIsOpenThoughTheTimeIsOver() {
    Latch latch = new Latch(interrupted);
    latch.open();
    assertThat(latch.awaitUninterruptibly(0)).isTrue();
  }
}
