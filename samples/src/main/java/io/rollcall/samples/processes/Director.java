package io.rollcall.samples.processes;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Options;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Freezer;
import io.rollcall.processes.Line;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts the processes, does things to them, and compares what the watcher sees. */
public final class Director {
  /** What a start of five JVMs may take. */
  private static final Duration CURTAIN = Duration.ofSeconds(10);

  /** What an act may take on a busy machine, beside Rollcall's own time. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final String preset;
  private final Options options;
  private final Children children;
  private final Report report = new Report();

  /** With a server of this preset. */
  public Director(String preset) {
    this.preset = preset;
    this.options = Presets.named(preset);
    this.children = new Children();
  }

  /** Whether all was seen as expected. */
  public boolean direct() throws InterruptedException {
    try {
      play();
    } catch (UncheckedIOException | IllegalStateException broken) {
      report.fault(broken.getMessage());
    } finally {
      children.close();
    }
    return report.end();
  }

  private void play() throws InterruptedException {
    Child server = children.start("server", Children.MEASURED, ServerRole.class, List.of(preset));
    List<String> urls = server.expect("serving", CURTAIN).values();
    Child watcher =
        children.start("watcher", Children.MEASURED, WatcherRole.class, List.of(urls.get(1)));
    Child alpha = client("alpha", urls);
    Child bravo = client("bravo", urls);
    Child charlie = client("charlie", urls);
    for (Child child : List.of(watcher, alpha, bravo, charlie)) {
      child.expect("ready", CURTAIN);
    }
    report.cast(server, watcher, alpha, bravo, charlie);

    for (Child client : List.of(alpha, bravo, charlie)) {
      client.tell("join");
      Instant since = Sighting.at(client.expect("starting", SLACK));
      see(watcher, joined("started", since, client));
    }

    alpha.tell("leave");
    Instant leaving = Sighting.at(alpha.expect("leaving", SLACK));
    see(watcher, left("closed", leaving, alpha, Cause.GOODBYE, Duration.ZERO));

    Instant killed = Instant.now();
    bravo.kill();
    see(watcher, left("killed", killed, bravo, Cause.LOST, options.lossGrace()));

    Freezer freezer;
    try {
      freezer = Freezer.of(charlie, children);
    } catch (IllegalStateException noShell) {
      report.note("left out", charlie.name(), "no kill -STOP here");
      return;
    }
    Instant frozen = Instant.now();
    freezer.freeze();
    report.note("frozen", charlie.name(), "kill -STOP " + charlie.pid());
    see(watcher, left("frozen", frozen, charlie, Cause.SILENT, options.silenceBound()));

    Instant thawed = Instant.now();
    freezer.thaw();
    see(watcher, joined("thawed", thawed, charlie));
  }

  private Child client(String name, List<String> urls) {
    return children.start(name, Children.MEASURED, ClientRole.class, List.of(urls.get(0), name));
  }

  private static Expected joined(String act, Instant since, Child client) {
    return new Expected(act, since, "joined", client.name(), Sighting.NO_CAUSE, Duration.ZERO);
  }

  private static Expected left(
      String act, Instant since, Child client, Cause cause, Duration within) {
    return new Expected(act, since, "left", client.name(), cause.name(), within);
  }

  private void see(Child watcher, Expected expected) throws InterruptedException {
    Duration patience = expected.within().plus(SLACK);
    long deadline = System.nanoTime() + patience.toNanos();
    for (; ; ) {
      Optional<Line> said = watcher.next(Duration.ofNanos(deadline - System.nanoTime()));
      if (said.isEmpty()) {
        report.missing(expected, patience);
        return;
      }
      Sighting sighting = Sighting.of(said.get());
      if (expected.matches(sighting)) {
        report.seen(expected, sighting);
        return;
      }
      report.unexpected(sighting);
    }
  }
}
