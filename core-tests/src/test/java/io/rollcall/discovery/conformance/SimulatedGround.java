package io.rollcall.discovery.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.sim.SimNetwork;
import io.rollcall.sim.TcpNetwork;
import io.rollcall.sim.World;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Two hosts of a simulated network, in virtual time. */
final class SimulatedGround implements Ground {
  private static final long PATIENCE = Duration.ofMinutes(1).toNanos();
  private static final long LOOK = Duration.ofMillis(5).toNanos();

  private final World world = new World(1);
  private final TcpNetwork network = SimNetwork.ofOctets(world, Options.defaults());
  private final Transport atServer = transport("server");
  private final Transport atClient = transport("client");

  private Transport transport(String host) {
    return network.process(network.host(host)).transport(Options.defaults());
  }

  @Override
  public Transport atServer() {
    return atServer;
  }

  @Override
  public Transport atClient() {
    return atClient;
  }

  @Override
  public String any() {
    return "tcp://server:0";
  }

  @Override
  public String clients() {
    return "10.0.0.2:";
  }

  @Override
  public void join(CompletableFuture<?> future) {
    eventually(() -> assertThat(future).isDone());
  }

  @Override
  public void eventually(Runnable assertion) {
    long end = world.now() + PATIENCE;
    while (!holds(assertion) && world.now() < end) {
      go(LOOK);
    }
    assertion.run();
  }

  private static boolean holds(Runnable assertion) {
    try {
      assertion.run();
      return true;
    } catch (AssertionError notYet) {
      return false;
    }
  }

  private void go(long nanos) {
    long until = world.now() + nanos;
    boolean more = true;
    while (more) {
      try {
        more = world.step(until);
      } catch (AssertionError thrown) {
        // By an agent, on purpose. Elsewhere it is logged, and its engine lives.
      }
    }
  }
}
