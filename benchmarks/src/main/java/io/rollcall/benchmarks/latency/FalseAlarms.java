package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.report.Results;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Members that live and answer while every core has more to do than it can. */
public final class FalseAlarms {
  private static final int PROCESSES = 4;
  private static final Duration JOINING = Duration.ofSeconds(60);
  private static final Duration PROGRESS = Duration.ofSeconds(10);
  private static final List<String> CAUSES = List.of("SILENT", "LOST", "GOODBYE", "REFUSED");

  private final Stage stage;
  private final List<String> names = new ArrayList<>();

  /** Starts so many members of each system, in four processes. */
  public FalseAlarms(Stage stage, int members) throws InterruptedException {
    this.stage = stage;
    for (int i = 0; i < PROCESSES; i++) {
      Child process = stage.members("members-" + i, Children.MEASURED);
      stage.awaitReady(process);
      if (i == 0) {
        stage.settle(process);
      }
      for (int j = i; j < members; j += PROCESSES) {
        names.add("lives-" + j);
        for (String system : stage.systems()) {
          process.tell("join", system, "lives-" + j);
        }
      }
    }
    for (String system : stage.systems()) {
      for (String name : names) {
        if (stage.await(system, "JOINED", name, JOINING).isEmpty()) {
          throw new IllegalStateException(system + ": " + name + " has not joined");
        }
      }
    }
  }

  /**
   * Keeps all cores busy for so long, and freezes so many others meanwhile; how many of those that
   * live were reported left, by system.
   */
  public Map<String, Integer> run(int loops, Duration time, int stops, Results results)
      throws InterruptedException {
    List<Child> busy = new ArrayList<>();
    for (int i = 0; i < loops; i++) {
      busy.add(stage.children().start("busy-" + i, Children.SMALL, BusyRole.class, List.of()));
    }
    long begun = System.nanoTime();
    new Stops(stage, Duration.ofSeconds(8)).run(stops, results);
    while (System.nanoTime() - begun < time.toNanos()) {
      Thread.sleep(PROGRESS.toMillis());
      System.err.println(
          "busy: %d of %d s"
              .formatted((System.nanoTime() - begun) / 1_000_000_000, time.toSeconds()));
    }
    for (Child each : busy) {
      stage.children().end(each);
    }
    Map<String, Integer> alarms = new LinkedHashMap<>();
    for (String system : stage.systems()) {
      alarms.put(system, alarms(system));
    }
    return alarms;
  }

  private int alarms(String system) throws InterruptedException {
    int alarms = 0;
    for (String name : names) {
      for (String cause : CAUSES) {
        alarms += stage.await(system, cause, name, Duration.ZERO).isPresent() ? 1 : 0;
      }
    }
    return alarms;
  }
}
