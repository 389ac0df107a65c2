package io.rollcall.systemtests;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Both tests mostly wait, each with a cluster of its own. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(VoidIfPaused.class)
class ClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Longer than a frozen process may stay. */
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  @BeforeEach
  void requireClock() {
    WallClock.require();
  }

  @Test
  void shouldSeeNoEventWhenClocksJumpByAnHour() throws Exception {
    try (Cluster cluster = Cluster.onLan("clocks-jump")) {
      WallClock clock = new WallClock();
      cluster.environment("s1", clock.environment());
      cluster.environment("m1", clock.environment());
      cluster.start(2, 3);
      ViewWaiter views = new ViewWaiter(cluster);
      views.calm();

      for (Duration offset : new Duration[] {HOUR, HOUR.negated(), Duration.ZERO}) {
        cluster.trace().note("clock of s1 and m1 is set to " + offset);
        clock.set(offset);
        views.hold(A_WHILE);
      }
      cluster.update("m1");
      views.calm();
    }
  }

  @Test
  @Tag("long")
  void shouldFollowServerThatRestartsAfterItsClockWentBack() throws Exception {
    try (Cluster cluster = Cluster.onLan("clock-went-back")) {
      WallClock clock = new WallClock();
      cluster.environment("s1", clock.environment());
      cluster.environment("m1", clock.environment());
      cluster.start(1, 3);
      ViewWaiter views = new ViewWaiter(cluster);
      views.calm();

      cluster.trace().note("clock of s1 and m1 goes back by an hour");
      clock.set(HOUR.negated());
      cluster.kill("s1");
      cluster.restart("s1");
      views.calm();
      cluster.kill("m1");
      cluster.restart("m1");
      cluster.update("m2");
      views.calm();
    }
  }
}
