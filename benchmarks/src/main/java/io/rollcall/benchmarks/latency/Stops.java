package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.peers.Systems;
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

  private final Stage stage;
  private final Duration patience;
  private final Random random = new Random(7);
  private int next;

  /** Freezes on this stage; what is not seen within this time counts as not seen. */
  public Stops(Stage stage, Duration patience) {
    this.stage = stage;
    this.patience = patience;
  }

  /** Freezes so many. */
  public void run(int count, Results results) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      results.addAll(stage.steps().measure(this::frozen));
      System.err.println(i + 1 + " of " + count + " frozen");
    }
  }

  private Results frozen() throws InterruptedException {
    Results results = new Results();
    Child sleeper = stage.members("sleeper-" + next++, Children.SMALL);
    Kills.enter(stage, sleeper);
    Freezer freezer = Freezer.of(sleeper, stage.children());
    LockSupport.parkNanos(random.nextLong(Duration.ofSeconds(2).toNanos()));
    long since = System.nanoTime();
    freezer.freeze();
    for (String system : stage.systems()) {
      // Those that ask are given their time; by then the others have had it too.
      Duration given = Systems.asks(system) ? patience : Duration.ZERO;
      OptionalLong seen = stage.await(system, "SILENT", sleeper.name(), given);
      Kills.add(results, STOP, system, since, seen);
    }
    sleeper.kill();
    freezer.thaw();
    stage.end(sleeper);
    return results;
  }
}
