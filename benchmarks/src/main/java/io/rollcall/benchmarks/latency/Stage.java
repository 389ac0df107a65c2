package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.peers.Discovery;
import io.rollcall.benchmarks.peers.Discovery.Sightings;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import io.rollcall.processes.Pauses;
import io.rollcall.processes.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The hubs of some systems, a process with their observers, and any number of processes with their
 * members. The hubs end with all children. For one thread.
 */
public final class Stage implements AutoCloseable {
  /** As those of the others, with room for thousands of connections. */
  private static final List<String> HUB =
      List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx512m", "-XX:MaxDirectMemorySize=400m");

  private static final Duration START = Duration.ofSeconds(20);

  private final Children children;
  private final List<String> systems = new ArrayList<>();
  private final Child observer;
  private final List<String> membersArgs = new ArrayList<>();
  private final Map<String, String> hubAddresses = new LinkedHashMap<>();
  private final Map<String, String> observers = new LinkedHashMap<>();
  private final List<Child> members = new ArrayList<>();
  private final Map<String, Long> seen = new HashMap<>();
  private final Steps steps = new Steps(Pauses.ofThisMachine());

  private Stage(Children children, List<Line> hubs) {
    this.children = children;
    List<String> observerArgs = new ArrayList<>();
    for (Line hub : hubs) {
      systems.add(hub.value(1));
      membersArgs.addAll(List.of(hub.value(1), hub.value(2)));
      hubAddresses.put(hub.value(1), hub.value(2));
      observers.put(hub.value(1), hub.value(3));
      observerArgs.addAll(List.of(hub.value(1), hub.value(3)));
    }
    observer = children.start("observer", Children.MEASURED, ObserverRole.class, observerArgs);
  }

  /** Starts a process with the hubs of these systems, and one with their observers. */
  public static Stage of(Children children, List<String> systems) throws InterruptedException {
    Child hub = children.start("hub", HUB, HubRole.class, systems);
    List<Line> hubs = new ArrayList<>();
    for (int i = 0; i < systems.size(); i++) {
      hubs.add(hub.expect("hub", START));
    }
    return new Stage(children, hubs);
  }

  /** The same, but each hub has a process of its own, and so descriptors of its own. */
  public static Stage apart(Children children, List<String> systems) throws InterruptedException {
    List<Line> hubs = new ArrayList<>();
    for (String system : systems) {
      Child hub = children.start("hub of " + system, HUB, HubRole.class, List.of(system));
      hubs.add(hub.expect("hub", START));
    }
    return new Stage(children, hubs);
  }

  /** The systems, in the order given. */
  public List<String> systems() {
    return List.copyOf(systems);
  }

  /** Where the members of each system connect to. */
  public Map<String, String> hubs() {
    return Collections.unmodifiableMap(hubAddresses);
  }

  /** Where the observers of each system connect to. */
  public Map<String, String> observers() {
    return Collections.unmodifiableMap(observers);
  }

  /** Runs what is measured; a pause of the machine makes a step void. */
  Steps steps() {
    return steps;
  }

  /** The processes of this stage and of others. */
  public Children children() {
    return children;
  }

  /** Starts a process for members; they are in no system until told to join. */
  public Child members(String name, List<String> flags) {
    Child started = children.start(name, flags, MembersRole.class, membersArgs);
    members.add(started);
    return started;
  }

  /** Waits until it can be told to join. */
  public void awaitReady(Child members) throws InterruptedException {
    members.expect("ready", START);
  }

  /**
   * Lets one member of each system stay: it shows that the observers are connected, and what the
   * members of a process share is kept.
   */
  public void settle(Child members) throws InterruptedException {
    for (String system : systems) {
      int attempts = 0;
      String name;
      do {
        // A bare socket tells nobody who came before the observer.
        name = Discovery.RESIDENT + "-" + attempts++;
        if (attempts > 20) {
          throw new IllegalStateException(system + ": the observer sees nobody");
        }
        members.tell("join", system, name);
      } while (await(system, "JOINED", name, Duration.ofMillis(500)).isEmpty());
    }
  }

  /** Ends a process of members. */
  public void end(Child members) throws InterruptedException {
    children.end(members);
    this.members.remove(members);
  }

  /** When the observer of a system saw this, if it did within this time. */
  public OptionalLong await(String system, String what, String name, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (seen(system, what, name).isEmpty()) {
      long left = deadline - System.nanoTime();
      Optional<Line> line = observer.next(Duration.ofNanos(Math.max(left, 0)));
      if (line.isEmpty()) {
        return OptionalLong.empty();
      }
      Line said = line.get();
      seen.put(said.value(1) + " " + said.value(2) + " " + said.value(3), said.number(4));
    }
    return seen(system, what, name);
  }

  /** Of a system that does not say why somebody left, any cause will do. */
  private OptionalLong seen(String system, String what, String name) {
    Long at = seen.get(system + " " + what + " " + name);
    if (at == null && !what.equals(Sightings.JOINED)) {
      at = seen.get(system + " " + Sightings.LEFT + " " + name);
    }
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  @Override
  public void close() throws InterruptedException {
    for (Child each : List.copyOf(members)) {
      end(each);
    }
    children.end(observer);
  }
}
