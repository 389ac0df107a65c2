package io.rollcall.benchmarks.scale;

import io.rollcall.benchmarks.latency.HubRole;
import io.rollcall.benchmarks.peers.Systems;
import io.rollcall.benchmarks.report.Samples;
import io.rollcall.benchmarks.rest.Cost;
import io.rollcall.benchmarks.thin.Tally;
import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * So many members and so many subscribers of a bare hub, then of a Rollcall server on each of its
 * transports.
 */
public final class ScaleRun {
  /** The flags of the hubs. A connection takes 16.4 KB of direct memory. */
  public static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:MaxDirectMemorySize=400m");

  private static final Duration PROGRESS = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int WARMUP = 3;

  private final Children children;
  private final int rounds;
  private final int joins;
  private final int pollMillis;
  private final int pulseMillis;

  /**
   * Measures so many rounds and joins at each size.
   *
   * @param pollMillis how often the server asks its members
   * @param pulseMillis how often it tells its subscribers that it is there
   */
  public ScaleRun(Children children, int rounds, int joins, int pollMillis, int pulseMillis) {
    this.children = children;
    this.rounds = rounds;
    this.joins = joins;
    this.pollMillis = pollMillis;
    this.pulseMillis = pulseMillis;
  }

  /**
   * Measures one size.
   *
   * @param surveyed how long the members rest without subscribers, in seconds
   * @param rest how long they rest with them, in seconds
   */
  public List<SizeResult> measure(int size, int surveyed, int rest) throws InterruptedException {
    SizeResult bare = bare(size);
    List<SizeResult> results = new ArrayList<>();
    for (String system : List.of(Systems.ROLLCALL, Systems.ON_JEROMQ)) {
      SizeResult result = new SizeResult(system, bare);
      System.err.println(size + " members and subscribers of " + system);
      List<String> args =
          List.of(system, Integer.toString(pollMillis), Integer.toString(pulseMillis));
      Child server = children.start("server", FLAGS, ServerRole.class, args);
      try (CrowdedHub hub = new CrowdedHub(children, system, server)) {
        rollcall(hub, result, surveyed, rest);
      }
      results.add(result);
    }
    return results;
  }

  private SizeResult bare(int size) throws InterruptedException {
    SizeResult result = new SizeResult(size);
    System.err.println(size + " members and subscribers of a bare hub");
    Child jeromq = children.start("bare hub", FLAGS, HubRole.class, List.of(Systems.JEROMQ));
    try (CrowdedHub hub = new CrowdedHub(children, Systems.JEROMQ, jeromq)) {
      result.bareMembersIn = hub.addMembers(size);
      long before = hub.hub().cpu().toNanos();
      result.bareRounds = bareRounds(hub);
      result.bareCpuOfRound = (hub.hub().cpu().toNanos() - before) / (WARMUP + rounds);
      result.bareSubscribersIn = hub.addSubscribers(size);
      before = hub.hub().cpu().toNanos();
      result.bareJoins = hub.joins(joins);
      result.bareCpuOfJoin = (hub.hub().cpu().toNanos() - before) / CrowdedHub.publications(joins);
    }
    return result;
  }

  /** At the pace of a server: to ask again at once would find all caches warm. */
  private Samples bareRounds(CrowdedHub hub) throws InterruptedException {
    Samples samples = new Samples();
    for (int i = 0; i < WARMUP + rounds; i++) {
      hub.members().askAll();
      Thread.sleep(pollMillis);
      List<Long> took = hub.members().rounds();
      if (i >= WARMUP) {
        took.forEach(samples::add);
      }
    }
    return samples;
  }

  private void rollcall(CrowdedHub hub, SizeResult result, int surveyed, int rest)
      throws InterruptedException {
    result.membersIn = hub.addMembers(result.size);
    result.atMembers = hub.members().tally();
    // What the joins left behind, and what the compiler makes of it, is no rest.
    Thread.sleep(3L * pollMillis);
    hub.members().rounds();
    result.membersOnly = rest(hub.hub(), surveyed);
    result.membersOnlySeconds = surveyed;
    hub.members().rounds().forEach(result.roundsAlone::add);
    result.subscribersIn = hub.addSubscribers(result.size);
    Tally before = hub.subscribers().tally();
    result.snapshots = before;
    result.joins = hub.joins(joins);
    result.atJoins = hub.subscribers().tally().since(before);
    Thread.sleep(3L * pollMillis);

    hub.members().rounds();
    Tally membersBefore = hub.members().tally();
    Tally subscribersBefore = hub.subscribers().tally();
    Line eventsBefore = events(hub.hub());
    result.all = rest(hub.hub(), rest);
    result.restSeconds = rest;
    hub.members().rounds().forEach(result.rounds::add);
    result.membersAtRest = hub.members().tally().since(membersBefore);
    result.subscribersAtRest = hub.subscribers().tally().since(subscribersBefore);
    result.removed = events(hub.hub()).number(3) - eventsBefore.number(3);
  }

  private static Line events(Child server) throws InterruptedException {
    server.tell("events");
    return server.expect("events", SOON);
  }

  private static Cost rest(Child server, int seconds) throws InterruptedException {
    server.tell("rest", Integer.toString(seconds));
    for (long waited = 0; ; waited += PROGRESS.toSeconds()) {
      Optional<Line> said = server.next(PROGRESS);
      if (said.isPresent()) {
        return Cost.of(said.get());
      }
      System.err.println("at rest: " + (waited + PROGRESS.toSeconds()) + " of " + seconds + " s");
    }
  }
}
