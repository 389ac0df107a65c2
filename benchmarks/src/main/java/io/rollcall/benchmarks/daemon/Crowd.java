package io.rollcall.benchmarks.daemon;

import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The processes with the workers, as one. For one thread. */
final class Crowd {
  private static final Duration READY = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /**
   * What came of something that all workers are to see. Times are {@link System#nanoTime}.
   *
   * @param first when it began
   * @param last when the last worker was started or closed
   * @param seen since when the last worker has the right list
   * @param complete how many have it
   */
  record Seen(long first, long last, long seen, int complete) {}

  private final List<Child> processes = new ArrayList<>();

  /** Starts so many processes, which have no worker yet. */
  Crowd(Children children, int many, String manager) throws InterruptedException {
    List<String> args = List.of(manager, Long.toString(PATIENCE.toSeconds()));
    for (int i = 0; i < many; i++) {
      processes.add(children.start("workers-" + i, DaemonRun.FLAGS, WorkersRole.class, args));
    }
    for (Child process : processes) {
      process.expect("ready", READY);
    }
  }

  /** Starts so many workers, as many in each process but for one, as fast as they go. */
  Seen start(int workers) throws InterruptedException {
    for (int i = 0; i < processes.size(); i++) {
      int share = (workers + i) / processes.size();
      processes.get(i).tell("start", Integer.toString(workers), Integer.toString(share));
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Child process : processes) {
      Line started = process.expect("started", PATIENCE);
      first = Math.min(first, started.number(1));
      last = Math.max(last, started.number(2));
    }
    return seen(first, last);
  }

  /** Starts one more, with whom they are so many. */
  Seen join(int everybody) throws InterruptedException {
    othersAwait(everybody);
    processes.get(0).tell("start", Integer.toString(everybody), "1");
    Line started = processes.get(0).expect("started", PATIENCE);
    return seen(started.number(1), started.number(2));
  }

  /** Closes one, without whom they are so many. */
  Seen leave(int everybody) throws InterruptedException {
    othersAwait(everybody);
    processes.get(0).tell("stop", Integer.toString(everybody));
    long at = processes.get(0).expect("stopped", PATIENCE).number(1);
    return seen(at, at);
  }

  /** Closes all. */
  void clear() throws InterruptedException {
    processes.forEach(process -> process.tell("clear"));
    for (Child process : processes) {
      process.expect("clear", PATIENCE);
    }
  }

  private void othersAwait(int everybody) throws InterruptedException {
    List<Child> others = processes.subList(1, processes.size());
    others.forEach(other -> other.tell("await", Integer.toString(everybody)));
    for (Child other : others) {
      other.expect("waiting", PATIENCE);
    }
  }

  private Seen seen(long first, long last) throws InterruptedException {
    int complete = 0;
    long at = Long.MIN_VALUE;
    for (Child process : processes) {
      Line seen = process.expect("seen", PATIENCE.plus(MARGIN));
      complete += (int) seen.number(1);
      at = Math.max(at, seen.number(3));
    }
    return new Seen(first, last, at, complete);
  }

  /** Has all rest for so many seconds; {@link #rested} says what that cost. */
  void rest(int seconds) {
    processes.forEach(process -> process.tell("rest", Integer.toString(seconds)));
  }

  /** What all together took, in percent of a core. */
  double rested(int seconds) throws InterruptedException {
    double percent = 0;
    for (Child process : processes) {
      percent += Cost.of(process.expect("cost", PATIENCE.plusSeconds(seconds))).cpuPercent();
    }
    return percent;
  }

  /** CPU time that all have used so far. */
  Duration cpu() {
    return processes.stream().map(Child::cpu).reduce(Duration.ZERO, Duration::plus);
  }
}
