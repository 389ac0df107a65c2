package io.rollcall.benchmarks.daemon;

import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import java.time.Duration;
import java.util.List;

/** A manager in a process of its own, its workers in some others. For one thread. */
public final class DaemonRun {
  /** The flags of the processes. */
  public static final List<String> FLAGS = Children.MEASURED;

  private static final Duration READY = Duration.ofSeconds(20);

  /** What goes on after a start, and what the compiler makes of it, is no rest. */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final int workers;
  private final int processes;
  private final DaemonReport report;

  /** With so many workers in so many processes. */
  public DaemonRun(int workers, int processes, DaemonReport report) {
    this.workers = workers;
    this.processes = processes;
    this.report = report;
  }

  /**
   * Starts all, several times; then has some join and leave, all rest, and somebody ping the
   * manager.
   *
   * @param starts how often all start, the first time in fresh JVMs
   * @param joins how many join and leave, one at a time
   * @param seconds how long all rest
   * @param pings how many connections ask at once
   * @param rounds how often
   */
  public void measure(int starts, int joins, int seconds, int pings, int rounds)
      throws InterruptedException {
    try (Children children = new Children()) {
      Manager manager = manager(children);
      Crowd crowd = new Crowd(children, processes, "127.0.0.1:" + manager.port());
      for (int i = 0; i < starts; i++) {
        clear(manager, crowd);
        start(manager, crowd);
        Thread.sleep(SETTLE.toMillis());
      }
      joinAndLeave(manager, crowd, joins);
      Thread.sleep(SETTLE.toMillis());
      rest(manager, crowd, seconds);
      new Pings(children, pings, report).measure(manager.port(), rounds);
    }
  }

  private record Manager(Child child, int port) {
    Pushed pushed() throws InterruptedException {
      child.tell("pushed");
      return Pushed.of(child.expect("pushed", READY));
    }
  }

  private static Manager manager(Children children) throws InterruptedException {
    Child child = children.start("manager", FLAGS, ManagerRole.class, List.of());
    return new Manager(child, (int) child.expect("port", READY).number(1));
  }

  private static void clear(Manager manager, Crowd crowd) throws InterruptedException {
    crowd.clear();
    while (manager.pushed().listOctets() > 0) {
      Thread.sleep(100);
    }
    Thread.sleep(2_000);
  }

  private void start(Manager manager, Crowd crowd) throws InterruptedException {
    System.err.println("start of " + workers + " workers");
    Pushed before = manager.pushed();
    Duration its = manager.child().cpu();
    Duration theirs = crowd.cpu();
    Crowd.Seen seen = crowd.start(workers);
    Pushed pushed = manager.pushed().since(before);
    report.start(seen, pushed, manager.child().cpu().minus(its), crowd.cpu().minus(theirs));
  }

  private void joinAndLeave(Manager manager, Crowd crowd, int joins) throws InterruptedException {
    System.err.println(joins + " joins and leaves");
    for (int i = 0; i < joins; i++) {
      change("join", manager, crowd, workers + 1);
      change("leave", manager, crowd, workers);
    }
  }

  private void change(String what, Manager manager, Crowd crowd, int everybody)
      throws InterruptedException {
    Pushed before = manager.pushed();
    Duration its = manager.child().cpu();
    Duration theirs = crowd.cpu();
    Crowd.Seen seen = what.equals("join") ? crowd.join(everybody) : crowd.leave(everybody);
    Thread.sleep(1_000);
    report.change(what, seen, everybody);
    report.cost(
        what,
        manager.pushed().since(before),
        manager.child().cpu().minus(its),
        crowd.cpu().minus(theirs));
  }

  private void rest(Manager manager, Crowd crowd, int seconds) throws InterruptedException {
    System.err.println("rest");
    manager.child().tell("rest", Integer.toString(seconds));
    crowd.rest(seconds);
    Cost cost = Cost.of(manager.child().expect("cost", READY.plusSeconds(seconds)));
    report.rest(cost, crowd.rested(seconds));
  }
}
