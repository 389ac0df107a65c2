package io.rollcall.discovery.sim;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ClientAgent;
import java.util.List;
import java.util.UUID;

/** One start of a client in a cluster, and what can be said of it. */
final class SimulatedClient {
  final Host host;
  final Excuse excuse = new Excuse();
  final Incarnation incarnation;
  private final World world;
  final SimConnecting station;
  private Member self;
  private ClientAgent agent;
  private ClientState state = ClientState.of(ClientState.Phase.JOINING);
  private long deadSince = Long.MAX_VALUE;
  private long pausedSince = Long.MAX_VALUE;
  private long goneSince = Long.MAX_VALUE;
  private boolean graceful;

  SimulatedClient(
      SimNetwork network, Host host, String name, Options options, List<String> addresses) {
    this.world = network.world();
    this.host = host;
    this.self = Member.named(name).withAttribute("step", "0");
    this.incarnation =
        Incarnation.of(
            host.wallMillis(), new UUID(world.random().nextLong(), world.random().nextLong()));
    this.station =
        network.client(
            host,
            addresses,
            port -> {
              agent =
                  new ClientAgent(
                      "client " + name,
                      incarnation,
                      options.cluster(),
                      self,
                      now -> state = now,
                      world.chance(0.3) ? NextVersion.of(port) : port);
              return agent;
            });
  }

  String name() {
    return self.name();
  }

  Member self() {
    return self.withIncarnation(incarnation);
  }

  void update(long step) {
    self = self.withAttribute("step", String.valueOf(step));
    Member updated = self;
    station.execute(now -> agent.update(updated, now));
  }

  void crash() {
    deadSince = Math.min(deadSince, world.now());
    station.crash();
  }

  void close() {
    if (isAlive() && deadSince == Long.MAX_VALUE) {
      deadSince = world.now();
      graceful = true;
      station.close();
    }
  }

  void pause() {
    pausedSince = world.now();
    host.pause();
  }

  void resume() {
    pausedSince = Long.MAX_VALUE;
    host.resume();
  }

  boolean isAlive() {
    return station.isAlive() && deadSince == Long.MAX_VALUE;
  }

  boolean isRunning() {
    return isAlive() && !host.isPaused();
  }

  /** Whether it said goodbye and that was all. */
  boolean leftGracefully() {
    return graceful && !station.isAlive();
  }

  /** Whether no process of it is left. */
  boolean isGone() {
    return !station.isAlive();
  }

  /** Keeps the time at which its process was gone; to be called at each step. */
  void observe() {
    if (isGone()) {
      goneSince = Math.min(goneSince, world.now());
    }
  }

  long goneSince() {
    return goneSince;
  }

  long deadSince() {
    return deadSince;
  }

  long pausedSince() {
    return pausedSince;
  }

  @Override
  public String toString() {
    return name() + "@" + incarnation.startMillis() + " " + state;
  }
}
