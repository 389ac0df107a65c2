package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.report.Results;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** New members join and leave, one at a time, the systems in turn. */
public final class JoinsAndLeaves {
  /** The event of joining. */
  public static final String JOIN = "join";

  /** The event of a graceful leave. */
  public static final String LEAVE = "leave";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * A Rollcall server gathers what changes within 10 ms of its last publication. A lone change,
   * which is what is measured, comes after that.
   */
  private static final long PAUSE = Duration.ofMillis(12).toNanos();

  private final Stage stage;
  private final String among;
  private final Child members;
  private final Map<String, Long> lastSeen = new HashMap<>();
  private int next;

  /** Starts the process of the members, where nobody else is. */
  public JoinsAndLeaves(Stage stage) throws InterruptedException {
    this(stage, "");
  }

  /** Starts the process of the members; {@code among} is added to the names of the events. */
  public JoinsAndLeaves(Stage stage, String among) throws InterruptedException {
    this.stage = stage;
    this.among = among;
    members = stage.members("members", Children.MEASURED);
    stage.awaitReady(members);
    stage.settle(members);
  }

  /** Lets so many join and leave, in each system. */
  public void run(String names, int count, Results results) throws InterruptedException {
    List<String> order = new ArrayList<>(stage.systems());
    for (String event : List.of(JOIN, LEAVE)) {
      order.forEach(system -> results.of(event + among, system));
    }
    for (int i = 0; i < count; i++) {
      // Whoever comes after another one finds the caches as that one left them.
      Collections.rotate(order, 1);
      results.addAll(stage.steps().measure(() -> once(names + "-" + next++, order)));
    }
  }

  private Results once(String name, List<String> order) throws InterruptedException {
    Results results = new Results();
    for (String system : order) {
      measure(JOIN + among, "join", system, "JOINED", name, results);
    }
    for (String system : order) {
      measure(LEAVE + among, "leave", system, "GOODBYE", name, results);
    }
    for (String system : order) {
      members.tell("discard", system, name);
    }
    return results;
  }

  private void measure(
      String event, String act, String system, String what, String name, Results results)
      throws InterruptedException {
    long quiet = lastSeen.getOrDefault(system, 0L) + PAUSE;
    while (System.nanoTime() - quiet < 0) {
      LockSupport.parkNanos(quiet - System.nanoTime());
    }
    members.tell(act, system, name);
    OptionalLong seen = stage.await(system, what, name, PATIENCE);
    lastSeen.put(system, System.nanoTime());
    members.tell("last");
    long since = members.expect("last", PATIENCE).number(1);
    if (seen.isPresent()) {
      results.of(event, system).add(seen.getAsLong() - since);
    } else {
      results.of(event, system).miss();
    }
  }
}
