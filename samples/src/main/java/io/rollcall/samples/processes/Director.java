package io.rollcall.samples.processes;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Options;
import java.io.IOException;
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
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final String preset;
  private final Options options;
  private final Troupe troupe;
  private final Report report = new Report();

  /** With a server of this preset. */
  public Director(String preset) {
    this.preset = preset;
    this.options = Presets.named(preset);
    this.troupe = new Troupe();
  }

  /** Whether all was seen as expected. */
  public boolean direct() throws InterruptedException {
    try {
      play();
    } catch (IOException | UncheckedIOException | IllegalStateException broken) {
      report.fault(broken.getMessage());
    } finally {
      troupe.end().ifPresent(report::fault);
    }
    return report.end();
  }

  private void play() throws IOException, InterruptedException {
    Child server = troupe.play("server", ServerRole.class, preset);
    List<String> urls = server.expect("serving", CURTAIN).values();
    Child watcher = troupe.play("watcher", WatcherRole.class, urls.get(1));
    Child alpha = client("alpha", urls);
    Child bravo = client("bravo", urls);
    Child charlie = client("charlie", urls);
    for (Child child : List.of(watcher, alpha, bravo, charlie)) {
      child.expect("ready", CURTAIN);
    }
    report.cast(server, watcher, alpha, bravo, charlie);

    for (Child client : List.of(alpha, bravo, charlie)) {
      client.tell("join");
      Instant since = client.expect("starting", SLACK).at();
      see(watcher, joined("started", since, client));
    }

    alpha.tell("leave");
    Instant leaving = alpha.expect("leaving", SLACK).at();
    see(watcher, left("closed", leaving, alpha, Cause.GOODBYE, Duration.ZERO));

    Instant killed = Instant.now();
    bravo.kill();
    see(watcher, left("killed", killed, bravo, Cause.LOST, options.lossGrace()));

    Instant frozen = Instant.now();
    Optional<Freezer> freezer = Freezer.freeze(charlie, troupe);
    if (freezer.isEmpty()) {
      report.note("left out", charlie.name(), "no kill -STOP here");
      return;
    }
    report.note("frozen", charlie.name(), "kill -STOP " + charlie.pid());
    see(watcher, left("frozen", frozen, charlie, Cause.SILENT, options.silenceBound()));

    Instant thawed = Instant.now();
    freezer.get().thaw();
    see(watcher, joined("thawed", thawed, charlie));
  }

  private Child client(String name, List<String> urls) throws IOException {
    return troupe.play(name, ClientRole.class, urls.get(0), name);
  }

  private static Expected joined(String act, Instant since, Child client) {
    return new Expected(act, since, "joined", client.name(), "", Duration.ZERO);
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
      if (expected.matches(said.get())) {
        report.seen(expected, said.get());
        return;
      }
      report.unexpected(said.get());
    }
  }
}
