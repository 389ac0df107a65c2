package io.rollcall.benchmarks.latency;

import io.rollcall.benchmarks.processes.Child;
import io.rollcall.benchmarks.processes.Children;
import io.rollcall.benchmarks.processes.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A process with the hubs of some systems, one with their observers, and any number with their
 * members. For one thread.
 */
public final class Stage implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Children children;
  private final List<String> systems;
  private final Child hub;
  private final Child observer;
  private final List<String> membersArgs = new ArrayList<>();
  private final List<Child> members = new ArrayList<>();
  private final Map<String, Long> seen = new HashMap<>();

  /** Starts the hubs and the observers of these systems. */
  public Stage(Children children, List<String> systems) throws InterruptedException {
    this.children = children;
    this.systems = systems;
    hub = children.start("hub", Children.MEASURED, HubRole.class, systems);
    List<String> observerArgs = new ArrayList<>();
    for (String system : systems) {
      Line line = hub.expect("hub", START);
      membersArgs.addAll(List.of(system, line.value(2)));
      observerArgs.addAll(List.of(system, line.value(3)));
    }
    observer = children.start("observer", Children.MEASURED, ObserverRole.class, observerArgs);
  }

  /** The systems, in the order given. */
  public List<String> systems() {
    return systems;
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
        name = "resident-" + attempts++;
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
    String key = system + " " + what + " " + name;
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!seen.containsKey(key)) {
      long left = deadline - System.nanoTime();
      Optional<Line> line = observer.next(Duration.ofNanos(Math.max(left, 0)));
      if (line.isEmpty()) {
        return OptionalLong.empty();
      }
      Line said = line.get();
      seen.put(said.value(1) + " " + said.value(2) + " " + said.value(3), said.number(4));
    }
    return OptionalLong.of(seen.get(key));
  }

  @Override
  public void close() throws InterruptedException {
    for (Child each : List.copyOf(members)) {
      end(each);
    }
    children.end(observer);
    children.end(hub);
  }
}
