package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.report.Results;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Freezer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes with one member of each system are frozen with SIGSTOP, one after the other, at a
 * moment that has nothing to do with the rounds. A frozen connection stands, so only who asks can
 * tell.
 */
public final class Stops {
  /** The event of a freeze. */
  public static final String STOP = "SIGSTOP";

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Stage stage;
  private final Random random = new Random(7);

  /** Freezes on this stage. */
  public Stops(Stage stage) {
    this.stage = stage;
  }

  /** Freezes so many. */
  public void run(int count, Results results) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      Child sleeper = stage.members("sleeper-" + i, Children.SMALL);
      Kills.enter(stage, sleeper);
      Freezer freezer = Freezer.of(sleeper, stage.children());
      LockSupport.parkNanos(random.nextLong(Duration.ofSeconds(2).toNanos()));
      long since = System.nanoTime();
      freezer.freeze();
      for (String system : stage.systems()) {
        // Those that ask are given their time; by then the others have had it too.
        boolean asks = system.startsWith("rollcall");
        OptionalLong seen =
            stage.await(system, "SILENT", sleeper.name(), asks ? PATIENCE : Duration.ZERO);
        if (seen.isPresent()) {
          results.of(STOP, system).add(seen.getAsLong() - since);
        } else {
          results.of(STOP, system).miss();
        }
      }
      sleeper.kill();
      freezer.thaw();
      stage.end(sleeper);
      System.err.println(i + 1 + " of " + count + " frozen");
    }
  }
}
