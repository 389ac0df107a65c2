package io.rollcall.benchmarks.daemon;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.List;

/**
 * Many connections that send {@code ping} at once, to a manager and to a bare echo in turn. For one
 * thread.
 */
final class Pings {
  private static final Duration READY = Duration.ofSeconds(20);
  private static final int WARMUP = 5;

  private final Children children;
  private final int many;
  private final DaemonReport report;

  /** So many connections. */
  Pings(Children children, int many, DaemonReport report) {
    this.children = children;
    this.many = many;
    this.report = report;
  }

  /** Measures so many rounds with the manager at this port. */
  void measure(int manager, int rounds) throws InterruptedException {
    System.err.println("pings");
    Child echo = children.start("echo", DaemonRun.FLAGS, EchoRole.class, List.of());
    int bare = (int) echo.expect("port", READY).number(1);
    Child pinger = children.start("pinger", DaemonRun.FLAGS, PingRole.class, List.of());
    for (int i = -WARMUP; i < rounds; i++) {
      for (Way way : Way.values()) {
        boolean first = i % 2 == 0;
        round(pinger, way, first, manager, bare, i >= 0);
        round(pinger, way, !first, manager, bare, i >= 0);
      }
    }
    children.end(pinger);
    children.end(echo);
  }

  private void round(Child pinger, Way way, boolean ours, int manager, int bare, boolean counts)
      throws InterruptedException {
    int port = ours ? manager : bare;
    pinger.tell(way.name(), Integer.toString(port), Integer.toString(many));
    Line pinged = pinger.expect("pinged", READY);
    if (counts) {
      report.pings(way, ours ? "rollcall" : "bare echo", (int) pinged.number(1), pinged.number(2));
    }
  }

  /** When each connection asks. */
  enum Way {
    /** As soon as it stands. */
    EACH_AT_ONCE("each asks as soon as it is connected"),
    /** When all stand. */
    ALL_CONNECTED("all are connected, then all ask");

    private final String title;

    Way(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}
