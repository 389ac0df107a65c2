package io.rollcall.benchmarks.rest;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server and its clients, in processes of their own, while nothing happens. */
public final class Resting {
  /** The flags of the processes. */
  public static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Children children;
  private final int seconds;
  private final RestReport report;
  private final String system;

  /** Rests this long for each measurement of this system, and adds to this report. */
  public Resting(Children children, int seconds, String system, RestReport report) {
    this.children = children;
    this.seconds = seconds;
    this.system = system;
    this.report = report;
  }

  /** Measures with nobody, with one client, and with so many. */
  public void measure(int many) throws InterruptedException {
    Child server = start("server");
    Child one = start("one");
    server.tell("serve");
    Line serving = server.expect("serving", PATIENCE);
    settle("nobody");
    List<Cost> empty = rest(server, one);
    one.tell("join", serving.value(1), serving.value(2), "1");
    one.expect("joined", PATIENCE);
    settle("one client");
    Cost withOne = rest(one).get(0);
    Child crowd = start("crowd");
    crowd.tell("join", serving.value(1), serving.value(2), Integer.toString(many));
    crowd.expect("joined", PATIENCE);
    settle(many + " clients");
    List<Cost> full = rest(server, crowd);

    report.whole(system + ": server, no member", empty.get(0));
    report.whole(system + ": server, " + many + " members", full.get(0));
    report.each(system + ": — of which each member", full.get(0).moreThan(empty.get(0), many));
    report.whole(system + ": a JVM without a client", empty.get(1));
    report.whole(system + ": a JVM with one client", withOne);
    report.whole(system + ": — of which the client", withOne.moreThan(empty.get(1), 1));
    report.whole(system + ": a JVM with " + many + " clients", full.get(1));
    report.each(
        system + ": — of which each client after the first",
        full.get(1).moreThan(withOne, many - 1));
    children.end(crowd);
    children.end(one);
    children.end(server);
  }

  private Child start(String name) {
    return children.start(name, FLAGS, RestRole.class, List.of(system));
  }

  /** What the joins left behind, and what the compiler makes of it, is no rest. */
  private static void settle(String what) throws InterruptedException {
    System.err.println(what);
    Thread.sleep(5_000);
  }

  private List<Cost> rest(Child... resting) throws InterruptedException {
    for (Child child : resting) {
      child.tell("rest", Integer.toString(seconds));
    }
    List<Cost> costs = new ArrayList<>();
    for (Child child : resting) {
      costs.add(Cost.of(child.expect("cost", PATIENCE.plusSeconds(seconds))));
    }
    return costs;
  }
}
