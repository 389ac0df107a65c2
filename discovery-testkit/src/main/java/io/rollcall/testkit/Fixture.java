package io.rollcall.testkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one test is given, made when it is asked for. Not thread-safe. */
final class Fixture {
  private static final String SEED = "rollcall.seed";

  private final VirtualTime time = VirtualTime.start();
  private final @Nullable Simulation simulation;
  private @Nullable ManualMembership membership;
  private @Nullable SimulatedCluster cluster;

  Fixture(@Nullable Simulation simulation) {
    this.simulation = simulation;
  }

  VirtualTime time() {
    return time;
  }

  ManualMembership membership() {
    ManualMembership made = membership == null ? ManualMembership.start(time) : membership;
    membership = made;
    return made;
  }

  SimulatedCluster cluster() {
    SimulatedCluster made = cluster == null ? start() : cluster;
    cluster = made;
    return made;
  }

  /** The cluster's seed, if the test has one. */
  Optional<Long> seed() {
    return Optional.ofNullable(cluster).map(SimulatedCluster::seed);
  }

  void close() {
    if (membership != null) {
      membership.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  private SimulatedCluster start() {
    SimulatedCluster.Builder builder = SimulatedCluster.builder().time(time);
    if (simulation != null) {
      builder.seed(simulation.seed()).servers(simulation.servers());
    }
    String replayed = System.getProperty(SEED);
    if (replayed != null) {
      builder.seed(seed(replayed));
    }
    return builder.start();
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(SEED + " '" + text + "' is not a number", malformed);
    }
  }
}
