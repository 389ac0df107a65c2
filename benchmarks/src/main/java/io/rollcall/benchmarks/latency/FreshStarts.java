package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.report.Results;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** JVMs that enter a system as the first thing that they do, one at a time, the systems in turn. */
public final class FreshStarts {
  /** The event of entering. */
  public static final String FRESH = "first join of a fresh JVM";

  private static final List<String> NEEDED =
      List.of("benchmarks", "discovery-core", "processes", "slf4j", "jeromq", "jnacl");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Stage stage;

  /** On this stage. */
  public FreshStarts(Stage stage) {
    this.stage = stage;
  }

  /** Starts so many for each system. */
  public void run(int count, Results results) throws InterruptedException {
    List<String> order = new ArrayList<>(stage.systems());
    order.forEach(system -> results.of(FRESH, system));
    for (int i = 0; i < count; i++) {
      Collections.rotate(order, 1);
      results.addAll(stage.steps().measure(() -> once(order)));
    }
    System.err.println(count + " fresh JVMs of each system");
  }

  private Results once(List<String> order) throws InterruptedException {
    Results results = new Results();
    for (String system : order) {
      List<String> args = List.of(system, stage.hubs().get(system), stage.observers().get(system));
      Child fresh = stage.children().start("fresh", command(args));
      results.of(FRESH, system).add(fresh.expect("entered", PATIENCE).number(1));
      stage.children().end(fresh);
    }
    return results;
  }

  /** With the class path of an application that has nothing but Rollcall. */
  private static List<String> command(List<String> args) {
    List<String> command = new ArrayList<>(Children.jvm(List.of(), FreshRole.class, args));
    int path = command.indexOf("-cp") + 1;
    List<String> needed = new ArrayList<>(List.of(command.get(path).split(File.pathSeparator, -1)));
    needed.removeIf(entry -> NEEDED.stream().noneMatch(entry::contains));
    command.set(path, String.join(File.pathSeparator, needed));
    return command;
  }
}
