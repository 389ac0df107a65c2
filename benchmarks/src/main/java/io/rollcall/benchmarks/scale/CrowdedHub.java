package io.rollcall.benchmarks.scale;

import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.thin.ThinCrowd;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A hub in a process of its own, its members in another, its subscribers in a third. For one
 * thread.
 */
final class CrowdedHub implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration FILLING = Duration.ofMinutes(15);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The first joins find the code of all three processes cold. */
  private static final int WARMUP = 5;

  /**
   * What comes sooner after a publication, a Rollcall server gathers: for longer the more
   * subscribers there are. A lone change is what is measured.
   */
  private static final Duration PAUSE = Duration.ofMillis(15);

  private static final Duration PAUSE_EACH = Duration.ofNanos(160_000);

  /** By so much a CHANGE of Rollcall that joins a member is longer than what a bare hub says. */
  private static final String PADDING = "-".repeat(85);

  private final Children children;
  private final String system;
  private final Child hub;
  private final Line addresses;
  private final ThinCrowd members;
  private final ThinCrowd subscribers;
  private int listening;

  /** Waits until the hub says where it is, and starts the processes for its peers. */
  CrowdedHub(Children children, String system, Child hub) throws InterruptedException {
    this.children = children;
    this.system = system;
    this.hub = hub;
    addresses = hub.expect("hub", START);
    members = ThinCrowd.start(children, system + " members");
    subscribers = ThinCrowd.start(children, system + " subscribers");
  }

  /** Adds so many members; returns how long it took until all were in, in nanoseconds. */
  long addMembers(int many) throws InterruptedException {
    members.members(system, addresses.value(2), many, "member");
    return members.awaitReady(FILLING);
  }

  /** Adds so many subscribers; returns how long it took until all were in, in nanoseconds. */
  long addSubscribers(int many) throws InterruptedException {
    listening += many;
    subscribers.subscribers(system, addresses.value(3), many);
    return subscribers.awaitReady(FILLING);
  }

  Child hub() {
    return hub;
  }

  ThinCrowd members() {
    return members;
  }

  ThinCrowd subscribers() {
    return subscribers;
  }

  /**
   * One more member joins and leaves, so many times: until the last subscriber has seen it join.
   */
  Samples joins(int many) throws InterruptedException {
    members.tellOfEach();
    Samples samples = new Samples();
    for (int i = -WARMUP; i < many; i++) {
      String name = "joiner" + i + (system.equals(Systems.JEROMQ) ? PADDING : "");
      subscribers.watch(name);
      long since = members.join(system, addresses.value(2), name);
      Optional<Long> seen = subscribers.awaitSeen(PATIENCE);
      if (i >= 0) {
        seen.ifPresentOrElse(at -> samples.add(at - since), samples::miss);
      }
      subscribers.watch(name);
      members.leave(name);
      subscribers.awaitSeen(PATIENCE);
      LockSupport.parkNanos(PAUSE.plus(PAUSE_EACH.multipliedBy(listening)).toNanos());
    }
    return samples;
  }

  /** How often all subscribers are told of somebody by so many joins: of each, and of its leave. */
  static int publications(int joins) {
    return 2 * (WARMUP + joins);
  }

  @Override
  public void close() throws InterruptedException {
    children.end(members.child());
    children.end(subscribers.child());
    children.end(hub);
  }
}
