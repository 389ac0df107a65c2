package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.kernel.Loopback;
import io.rollcall.benchmarks.kernel.Memory;
import io.rollcall.benchmarks.latency.HubRole;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Many members that all start at once, in a few processes, and each of which sees all others; one
 * system after the other. For one thread.
 */
public final class MassStarts {
  /** The flags of the processes with the members. */
  public static final List<String> CROWD = List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx1g");

  private static final Duration READY = Duration.ofSeconds(20);
  private static final Duration REST = Duration.ofSeconds(2);

  private final int processes;
  private final Duration patience;
  private final MassStartReport report = new MassStartReport();

  /** In so many processes, and what has not happened after this long is not reached. */
  public MassStarts(int processes, Duration patience) {
    this.processes = processes;
    this.patience = patience;
  }

  /** What has been measured so far. */
  public MassStartReport report() {
    return report;
  }

  /** Starts so many of this system, and ends them. */
  public void run(String system, int members) throws InterruptedException, IOException {
    System.err.println(system + ": " + members + " members");
    Map<Measure, Double> measured = new EnumMap<>(Measure.class);
    try (Children children = new Children()) {
      Child server = children.start("server", Children.MEASURED, HubRole.class, List.of(system));
      Line hub = server.expect("hub", READY);
      List<String> args = List.of(system, hub.value(2), hub.value(3));
      CrowdProcesses crowds = new CrowdProcesses(children, processes, CROWD, args, patience);
      boolean reached = startAll(crowds, hub.number(4), members, measured);
      if (reached) {
        startOneMore(crowds, members + 1, measured);
      }
    }
    report.add(system, measured);
  }

  private static boolean startAll(
      CrowdProcesses crowds, long server, int members, Map<Measure, Double> measured)
      throws InterruptedException, IOException {
    Duration cpu = cpu(server);
    long bytes = Loopback.bytes();
    CrowdProcesses.Started started = crowds.start(members);
    Headcount.Seen seen = crowds.awaitSeen();
    measured.put(Measure.TRAFFIC, (double) (Loopback.bytes() - bytes));
    measured.put(Measure.SERVER_CPU, cpu(server).minus(cpu).toMillis() / 1e3);
    measured.put(Measure.SERVER_RSS, (double) Memory.resident(server));
    measured.put(Measure.SERVER_PEAK, (double) Memory.mostResident(server));
    measured.put(Measure.MEMBERS, (double) members);
    measured.put(Measure.SAW_ALL, (double) seen.complete());
    measured.put(Measure.LEAST, (double) seen.least());
    measured.put(Measure.LEFT, (double) seen.left());
    boolean reached = seen.complete() == members;
    if (reached) {
      measured.put(Measure.AFTER_LAST, (seen.at() - started.last()) / 1e9);
      measured.put(Measure.AFTER_FIRST, (seen.at() - started.first()) / 1e9);
    }
    return reached;
  }

  private static void startOneMore(
      CrowdProcesses crowds, int members, Map<Measure, Double> measured)
      throws InterruptedException, IOException {
    // What the starts left behind is no rest.
    Thread.sleep(REST.toMillis());
    long before = Loopback.bytes();
    Thread.sleep(REST.toMillis());
    long atRest = Loopback.bytes() - before;
    measured.put(Measure.REST, (double) atRest / REST.toSeconds());

    before = Loopback.bytes();
    long end = System.nanoTime() + REST.toNanos();
    CrowdProcesses.Started started = crowds.startOneMore(members);
    Headcount.Seen seen = crowds.awaitSeen();
    long untilSeen = Loopback.bytes() - before;
    Thread.sleep(Math.max(0, (end - System.nanoTime()) / 1_000_000));
    measured.put(Measure.LATER_TRAFFIC, (double) (Loopback.bytes() - before - atRest));
    if (seen.complete() == members) {
      measured.put(Measure.LATER_SEEN, (seen.at() - started.first()) / 1e9);
      measured.put(Measure.LATER_TRAFFIC_SEEN, (double) untilSeen);
    }
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }
}
