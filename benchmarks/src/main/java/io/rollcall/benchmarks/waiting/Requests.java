package io.rollcall.benchmarks.waiting;

import io.rollcall.benchmarks.latency.Stage;
import io.rollcall.benchmarks.report.Results;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** Snapshots that are asked for, and commands of users, the hubs in turn. For one thread. */
public final class Requests {
  /** From a subscription to the snapshot. */
  public static final String SNAPSHOT = "subscription to snapshot";

  /** From a user's command to the observer. */
  public static final String COMMAND = "command to observer";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Stage stage;
  private final Map<String, Child> hubs;
  private final Child asker;

  /** Starts the process that asks. */
  public Requests(Stage stage, Map<String, Child> hubs) {
    this.stage = stage;
    this.hubs = hubs;
    List<String> args = new ArrayList<>();
    stage.observers().forEach((system, address) -> args.addAll(List.of(system, address)));
    asker = stage.children().start("asker", Children.MEASURED, AskerRole.class, args);
  }

  /** Makes so many of both to each hub. */
  public void run(String names, int count, Results results) throws InterruptedException {
    List<String> order = new ArrayList<>(stage.systems());
    for (int i = 0; i < count; i++) {
      Collections.rotate(order, 1);
      for (String system : order) {
        LockSupport.parkNanos(1_000_000);
        asker.tell("ask", system);
        results.of(SNAPSHOT, system).add(asker.expect("answered", PATIENCE).number(1));
      }
      for (String system : order) {
        LockSupport.parkNanos(1_000_000);
        command(system, names + "-" + i, results);
      }
    }
  }

  private void command(String system, String name, Results results) throws InterruptedException {
    Child hub = hubs.get(system);
    if (hub == null) {
      throw new IllegalArgumentException("no hub of " + system);
    }
    hub.tell("command", name);
    OptionalLong seen = stage.await(system, "JOINED", name, PATIENCE);
    hub.tell("last");
    long since = hub.expect("last", PATIENCE).number(1);
    if (seen.isPresent()) {
      results.of(COMMAND, system).add(seen.getAsLong() - since);
    } else {
      results.of(COMMAND, system).miss();
    }
  }
}
