package io.rollcall.testkit;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.check.Bounds;
import io.rollcall.sim.Host;
import io.rollcall.sim.HostProcess;
import io.rollcall.sim.SimNetwork;
import io.rollcall.sim.TcpNetwork;
import io.rollcall.sim.World;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The network of a {@link SimulatedCluster}: cuts and conditions. Not thread-safe.
 *
 * <p>In fair weather a packet takes 150 to 300 µs, and none is lost.
 */
public final class SimulatedNetwork {
  private static final Duration MOST_DELAY = Duration.ofHours(1);

  private record Cut(SimulatedNode one, SimulatedNode other) {}

  private final SimulatedCluster cluster;
  private final TcpNetwork network;
  private final Supplier<Stream<SimulatedNode>> nodes;
  private final Set<Cut> cuts = new LinkedHashSet<>();

  SimulatedNetwork(SimulatedCluster cluster, World world, Supplier<Stream<SimulatedNode>> nodes) {
    this.cluster = cluster;
    this.network = SimNetwork.ofOctets(world, Options.defaults());
    this.nodes = nodes;
  }

  Host host(String name) {
    return network.host(name);
  }

  HostProcess process(Host host) {
    return network.process(host);
  }

  /**
   * Nothing passes between these two from now on, in neither direction. Connections stand, as they
   * do when a cable is pulled, and new ones fail.
   *
   * @throws IllegalArgumentException if both are the same, or one is of another cluster
   */
  public void cut(SimulatedNode one, SimulatedNode other) {
    require(one, other);
    network.cut(one.host(), other.host());
    cuts.add(new Cut(one, other));
  }

  /**
   * Nothing passes between this node and any other that is there by now.
   *
   * @throws IllegalArgumentException if it is of another cluster
   */
  public void isolate(SimulatedNode node) {
    nodes.get().filter(each -> each != node).forEach(each -> cut(node, each));
  }

  /**
   * Packets pass again between these two.
   *
   * @throws IllegalArgumentException if both are the same, or one is of another cluster
   */
  public void heal(SimulatedNode one, SimulatedNode other) {
    require(one, other);
    network.heal(one.host(), other.host());
    cuts.remove(new Cut(one, other));
    cuts.remove(new Cut(other, one));
  }

  /** Packets pass again between all. */
  public void heal() {
    List.copyOf(cuts).forEach(each -> heal(each.one, each.other));
  }

  /**
   * Every connection of this node breaks; those who connect do so again.
   *
   * @throws IllegalArgumentException if it is of another cluster
   */
  public void reset(SimulatedNode node) {
    require(node);
    network.reset(node.host());
  }

  /**
   * From now on packets are lost with this probability. TCP sends each again, so what it carried
   * comes 200 to 400 ms later, and what follows it on its connection waits for it.
   *
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public void lose(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability " + probability + " is not 0 to 1");
    }
    network.conditions().loss = probability;
  }

  /**
   * From now on each packet takes longer, by anything up to {@code most}.
   *
   * @throws IllegalArgumentException if it is not 0 to 1 hour
   */
  public void delay(Duration most) {
    Bounds.within("delay", most, Duration.ZERO, MOST_DELAY);
    network.conditions().delaying = 1;
    network.conditions().delay = most.toNanos();
  }

  /** Fair weather again; cuts stay. */
  public void calm() {
    network.conditions().clear();
  }

  private void require(SimulatedNode one, SimulatedNode other) {
    require(one);
    require(other);
    if (one == other) {
      throw new IllegalArgumentException(one.name() + " can't be cut off from itself");
    }
  }

  private void require(SimulatedNode node) {
    if (node.cluster() != cluster) {
      throw new IllegalArgumentException(node.name() + " is of another cluster");
    }
  }
}
