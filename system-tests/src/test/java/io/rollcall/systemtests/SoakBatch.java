package io.rollcall.systemtests;

import io.rollcall.systemtests.SoakFault.Target;
import io.rollcall.systemtests.truth.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Some faults at a time, drawn from a seed. For one thread. */
final class SoakBatch {
  private record Planned(SoakFault fault, String target) {}

  private final List<Planned> faults = new ArrayList<>();
  private final Random random;

  /** Draws a target for each of these, as far as there are untouched ones. */
  SoakBatch(List<SoakFault> kinds, List<String> servers, List<String> members, Random random) {
    this.random = random;
    List<String> freeServers = shuffled(servers);
    List<String> freeMembers = shuffled(members);
    for (SoakFault kind : kinds) {
      if (kind.target() == Target.NETWORK) {
        faults.add(new Planned(kind, half(shuffled(servers), shuffled(members))));
      } else {
        List<String> free = kind.target() == Target.SERVER ? freeServers : freeMembers;
        if (!free.isEmpty()) {
          faults.add(new Planned(kind, free.remove(0)));
        }
      }
    }
  }

  private static String half(List<String> servers, List<String> members) {
    List<String> half = new ArrayList<>(servers.subList(0, servers.size() / 2));
    half.addAll(members.subList(0, members.size() / 2));
    return String.join(",", half);
  }

  private List<String> shuffled(List<String> names) {
    List<String> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** Puts them in, lets them last, ends them, and sees what comes of it. */
  void run(Cluster cluster, ViewWaiter views, SoakFigures figures) throws InterruptedException {
    // Views may agree sooner, but what was done before may explain what they see until then: a
    // connection is still being made anew, or a server has been listened to for less than 4 s.
    Duration since = Duration.ofNanos(System.nanoTime() - cluster.lastDone());
    if (since.compareTo(Bounds.AGREEMENT) < 0) {
      views.hold(Bounds.AGREEMENT.minus(since));
    }
    for (Planned planned : faults) {
      planned.fault().inject(cluster, planned.target());
      views.hold(Duration.ofMillis(random.nextInt(1000)));
    }
    Optional<Duration> bound = bound();
    if (bound.isPresent()) {
      figures.seen(kinds(), views.agreement(bound.get()));
    }
    views.hold(Duration.ofMillis(500 + random.nextInt(6000)));
    Collections.shuffle(faults, random);
    for (Planned planned : faults) {
      planned.fault().end(cluster, planned.target());
    }
    figures.agreed(kinds(), views.calm());
  }

  /** How soon all who can know of these faults must, if there is such a bound. */
  private Optional<Duration> bound() {
    long servers = count(Target.SERVER);
    if (servers == 0) {
      return faults.stream().map(planned -> planned.fault().bound()).max(Duration::compareTo);
    }
    // The list of a server that fell silent stands until it does not count any more.
    return servers == 1 && count(Target.NETWORK) == 0
        ? Optional.of(Bounds.SILENT)
        : Optional.empty();
  }

  private long count(Target target) {
    return faults.stream().filter(planned -> planned.fault().target() == target).count();
  }

  private List<SoakFault> kinds() {
    return faults.stream().map(Planned::fault).toList();
  }
}
