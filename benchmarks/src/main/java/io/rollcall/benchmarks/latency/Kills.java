package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.report.Results;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Processes with one member of each system are killed with {@code kill -9}. They start in small
 * groups, and no process starts while another is killed.
 */
public final class Kills {
  /** The event of a kill. */
  public static final String KILL = "kill -9";

  private static final Duration ENTER = Duration.ofSeconds(20);
  private static final int AT_ONCE = 4;

  private final Stage stage;
  private final Duration patience;
  private int next;

  /** Kills on this stage; what is not seen within this time counts as not seen. */
  public Kills(Stage stage, Duration patience) {
    this.stage = stage;
    this.patience = patience;
  }

  /** Kills so many. */
  public void run(int count, Results results) throws InterruptedException {
    for (int done = 0; done < count; done += AT_ONCE) {
      int now = Math.min(AT_ONCE, count - done);
      results.addAll(stage.steps().measure(() -> killed(now)));
      System.err.println(done + now + " of " + count + " killed");
    }
  }

  private Results killed(int count) throws InterruptedException {
    Results results = new Results();
    List<Child> victims = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      victims.add(stage.members("victim-" + next++, Children.SMALL));
    }
    for (Child victim : victims) {
      enter(stage, victim);
    }
    for (Child victim : victims) {
      kill(victim, results);
    }
    return results;
  }

  /** Lets a process join every system under its own name. */
  static void enter(Stage stage, Child child) throws InterruptedException {
    stage.awaitReady(child);
    for (String system : stage.systems()) {
      child.tell("join", system, child.name());
    }
    for (String system : stage.systems()) {
      stage
          .await(system, "JOINED", child.name(), ENTER)
          .orElseThrow(() -> new IllegalStateException(system + " misses " + child.name()));
    }
  }

  /** Who was taken for gone before it was is a false alarm, and no kill or freeze that was seen. */
  static void add(Results results, String event, String system, long since, OptionalLong seen) {
    if (seen.isPresent() && seen.getAsLong() >= since) {
      results.of(event, system).add(seen.getAsLong() - since);
    } else {
      results.of(event, system).miss();
    }
  }

  private void kill(Child victim, Results results) throws InterruptedException {
    long since = System.nanoTime();
    victim.kill();
    for (String system : stage.systems()) {
      add(results, KILL, system, since, stage.await(system, "LOST", victim.name(), patience));
    }
    stage.end(victim);
  }
}
