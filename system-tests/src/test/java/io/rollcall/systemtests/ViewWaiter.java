package io.rollcall.systemtests;

import static io.rollcall.systemtests.truth.Bounds.AGREEMENT;
import static io.rollcall.systemtests.truth.Bounds.MARGIN;

import io.rollcall.systemtests.nodes.View;
import io.rollcall.systemtests.truth.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits for what a cluster's views must come to report, and fails with the trace. For one thread.
 */
final class ViewWaiter {
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(20);

  /** A report may be read later than it was written; its time is the writer's. */
  private static final Duration DELIVERY = Duration.ofSeconds(2);

  /** No guarantee: a server that an overloaded machine keeps from running goes on settling. */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final Cluster cluster;
  private long calmSince;

  ViewWaiter(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Waits until each view that can talk to a server sees exactly the members that it can talk to,
   * which has to be within this time, and {@link io.rollcall.systemtests.truth.Bounds#MARGIN},
   * after the last thing was done. Each second in which the machine kept a server from running adds
   * one: it repeats the round then, as it should.
   *
   * @return how long that took the slowest
   */
  Duration agreement(Duration bound) {
    Duration limit = bound.plus(MARGIN);
    await("all agree within " + limit, limit, () -> disagreeing().isEmpty());
    long latest = 0;
    for (String view : cluster.truth().informed()) {
      latest = Math.max(latest, cluster.view(view).rosterSince() - cluster.lastDone());
    }
    Duration took = Duration.ofNanos(latest);
    Duration late = cluster.lateness();
    cluster
        .trace()
        .note(
            "all agree after %d ms; servers were late in %d s"
                .formatted(took.toMillis(), late.toSeconds()));
    if (took.compareTo(limit.plus(late)) > 0) {
      throw failure("all agreed after %s, not within %s".formatted(took, limit.plus(late)));
    }
    return took;
  }

  /**
   * Waits until all agree, and all servers that run and all views that can talk to one are {@code
   * LIVE}. Then what was done before explains nothing any more.
   *
   * @return how long it took until they agreed
   */
  Duration calm() {
    if (calmSince == cluster.lastDone()) {
      return Duration.ZERO;
    }
    cluster.ping();
    Duration took = agreement(AGREEMENT);
    await("all are LIVE", SETTLING, this::allLive);
    cluster.guarantees().calm(cluster.lastDone(), System.nanoTime());
    calmSince = cluster.lastDone();
    cluster.trace().note("calm");
    kept();
    return took;
  }

  /** Waits until this view is in this state. */
  void state(String view, String state, Duration bound) {
    await(
        "%s is %s within %s".formatted(view, state, bound),
        bound.plus(MARGIN),
        () -> cluster.view(view).state().equals(state));
  }

  /**
   * Lets what was done last for this time. The time is the fault's, no guess of how long something
   * takes; what is reported against a guarantee meanwhile ends it.
   */
  void hold(Duration time) {
    long start = System.nanoTime();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .pollDelay(Duration.ZERO)
        .atMost(time.plus(MOST))
        .until(() -> System.nanoTime() - start >= time.toNanos() || !violations().isEmpty());
    kept();
  }

  /** Fails if something was reported that is against a guarantee. */
  void kept() {
    List<String> violations = violations();
    if (!violations.isEmpty()) {
      throw failure(String.join("\n", violations));
    }
  }

  private List<String> violations() {
    return cluster.guarantees().violations(cluster.trace().start());
  }

  private boolean allLive() {
    Truth truth = cluster.truth();
    List<String> names = new ArrayList<>(truth.informed());
    names.addAll(truth.runningServers());
    return names.stream().allMatch(name -> cluster.view(name).state().equals("LIVE"));
  }

  private List<String> disagreeing() {
    Truth truth = cluster.truth();
    List<String> disagreeing = new ArrayList<>();
    for (String name : truth.informed()) {
      View view = cluster.view(name);
      if (!view.roster().equals(truth.rosterOf(name))) {
        disagreeing.add("%s sees %s, not %s".formatted(name, view.roster(), truth.rosterOf(name)));
      }
    }
    return disagreeing;
  }

  private void await(String what, Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    try {
      Awaitility.await()
          .pollInterval(POLL)
          .pollDelay(Duration.ZERO)
          .atMost(MOST)
          .until(
              () ->
                  condition.getAsBoolean()
                      || System.nanoTime() - start
                          > limit.plus(DELIVERY).plus(cluster.lateness()).toNanos());
    } catch (ConditionTimeoutException late) {
      // Then it is not so, which is said below.
    }
    if (!condition.getAsBoolean()) {
      throw failure("not so: " + what + "\n" + String.join("\n", disagreeing()));
    }
  }

  private AssertionError failure(String what) {
    return new AssertionError(what + "\n" + cluster.trace());
  }
}
