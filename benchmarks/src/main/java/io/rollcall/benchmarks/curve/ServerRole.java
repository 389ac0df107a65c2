package io.rollcall.benchmarks.curve;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.FeedSubscription;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Server;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that is a server with default limits. */
public final class ServerRole {
  private static final String ANY = "tcp://127.0.0.1:0";

  private ServerRole() {}

  /**
   * Says where it is; on {@code cost} the CPU time of the process so far, how late the server's
   * thread was at most in the last minute, both in nanoseconds, and how many members left without a
   * goodbye.
   *
   * @param args a {@link Way}, and the folder with the keys
   */
  public static void main(String... args) throws IOException {
    AtomicInteger lost = new AtomicInteger();
    try (Server server = Server.start(ANY, ANY, Way.valueOf(args[0]).options(Path.of(args[1])));
        FeedSubscription feed =
            server.changes().subscribe(change -> lost.addAndGet(lostIn(change)))) {
      Orders.say("hub", server.urlServer());
      for (Line order = Orders.next(); order != null; order = Orders.next()) {
        Orders.say("cost", cpu(), lateness(server), lost);
      }
    }
    System.exit(0);
  }

  private static int lostIn(MembershipChange change) {
    int lost = 0;
    for (Member each : change.left()) {
      lost += change.cause(each.name()) == Cause.GOODBYE ? 0 : 1;
    }
    return lost;
  }

  private static long lateness(Server server) {
    return server.metrics().stream()
        .filter(metric -> metric.name().equals("lateness.max"))
        .mapToLong(metric -> (long) (metric.value().getAsDouble() * 1e9))
        .max()
        .orElseThrow();
  }

  /** Of this process. */
  static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
