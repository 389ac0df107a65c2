package io.rollcall.benchmarks.siege;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server, its members, a watcher, and newcomers that join once a second, each in processes of
 * their own. For one thread.
 */
final class Defenders implements AutoCloseable {
  /** The flags of each of these processes. */
  static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m");

  private static final int MEMBER_PROCESSES = 4;
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration JOINING = Duration.ofMinutes(2);

  /** A server that does not say how it is for so long is taken for dead. */
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** Until it is asked again. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Children children;
  private final List<Child> all = new ArrayList<>();
  private final List<Child> told = new ArrayList<>();
  private final Child server;
  private final Line addresses;
  private final Sightings sightings = new Sightings();
  private String fate = "stood";
  private boolean starved;

  /** Starts them, and waits until all are in. */
  Defenders(Children children, int members) throws InterruptedException {
    this.children = children;
    server = start("server", ServerRole.class);
    addresses = server.expect("server", START);
    Child watcher = start("watcher", WatcherRole.class, url(Door.XPUB));
    watcher.expect("live", START);
    List<Child> crowd = new ArrayList<>();
    for (int i = 0; i < MEMBER_PROCESSES; i++) {
      String from = Integer.toString(members * i / MEMBER_PROCESSES);
      String to = Integer.toString(members * (i + 1) / MEMBER_PROCESSES);
      crowd.add(
          start("members-" + i, MembersRole.class, url(Door.ROUTER), url(Door.XPUB), from, to));
    }
    for (Child each : crowd) {
      each.expect("in", JOINING);
    }
    told.add(watcher);
    told.add(start("newcomers", NewcomersRole.class, url(Door.ROUTER)));
    for (long since = System.nanoTime(); sightings.joined() == 0; listen()) {
      if (System.nanoTime() - since > JOINING.toNanos()) {
        throw new IllegalStateException("no newcomer was seen in " + JOINING.toSeconds() + " s");
      }
    }
  }

  private Child start(String name, Class<?> role, String... args) {
    Child child = children.start(name, FLAGS, role, List.of(args));
    all.add(child);
    return child;
  }

  /** Where the server's sockets are. */
  String url(Door door) {
    return addresses.value(door == Door.ROUTER ? 1 : 2);
  }

  /** From now on lateness and the most of the heap count. */
  void begin() {
    server.tell("begin");
  }

  /**
   * How the server is.
   *
   * @param order {@code figures}, or {@code collect}, with which it collects garbage before
   * @return empty if it has ended or does not answer, which {@link #fate} says from then on
   */
  Optional<Figures> ask(String order) throws InterruptedException {
    long deadline = System.nanoTime() + ANSWER.toNanos();
    try {
      while (System.nanoTime() - deadline < 0) {
        server.tell(order);
        Optional<Line> said = server.next(ANSWER);
        if (said.isPresent() && !said.get().word().equals(ServerRole.STARVED)) {
          return said.map(Figures::of);
        }
        starved |= said.isPresent();
        Thread.sleep(PAUSE.toMillis());
      }
      fate = "server does not answer";
    } catch (IllegalStateException | UncheckedIOException ended) {
      fate = "server ended";
    }
    return Optional.empty();
  }

  /** Takes in what watcher and newcomers said since. */
  void listen() throws InterruptedException {
    for (Child each : told) {
      Optional<Line> said = each.next(Duration.ofMillis(1));
      while (said.isPresent()) {
        sightings.note(said.get());
        said = each.next(Duration.ZERO);
      }
    }
  }

  /** What watcher and newcomers have said. */
  Sightings sightings() {
    return sightings;
  }

  /** What has become of the server. */
  String fate() {
    return fate;
  }

  /** Whether the server had no memory to say how it is, at least once. */
  boolean isStarved() {
    return starved;
  }

  @Override
  public void close() throws InterruptedException {
    all.forEach(Child::letGo);
    for (Child each : all) {
      children.end(each);
    }
  }
}
