package io.rollcall.sim;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.HostedClient;
import io.rollcall.discovery.spi.Bridge;
import java.util.UUID;

/** One start of a client in a cluster, and what can be said of it. */
final class SimulatedClient {
  final Host host;
  final Excuse excuse = new Excuse();
  final Incarnation incarnation;
  private final World world;
  private final HostedClient hosted;
  private SimulatedProcess process;
  private Member self;
  private ClientState state = ClientState.of(ClientState.Phase.JOINING);
  private long deadSince = Long.MAX_VALUE;
  private long pausedSince = Long.MAX_VALUE;
  private long goneSince = Long.MAX_VALUE;
  private boolean graceful;
  private boolean gone;

  SimulatedClient(World world, SimulatedProcess process, String name, Options options) {
    this.world = world;
    this.host = process.host;
    this.self = Member.named(name).withAttribute("step", "0");
    this.incarnation =
        Incarnation.of(
            host.wallMillis(), new UUID(world.random().nextLong(), world.random().nextLong()));
    this.hosted =
        new HostedClient(
            "client " + name, incarnation, options.cluster(), self, now -> state = now);
    enter(process);
    join(process);
  }

  private void enter(SimulatedProcess into) {
    process = into;
    into.clients.add(this);
  }

  private void join(SimulatedProcess into) {
    into.node.execute(now -> into.agent().join(hosted, now));
  }

  /** Goes on over connections of its own. */
  void moveTo(SimulatedProcess into) {
    SimulatedProcess from = process;
    enter(into);
    // One after the other, as on the one thread that all connections of a process have.
    from.node.execute(
        now -> {
          from.agent().detach(hosted);
          join(into);
        });
    from.left(this);
  }

  SimulatedProcess process() {
    return process;
  }

  String name() {
    return self.name();
  }

  Member self() {
    return Bridge.started(self, incarnation);
  }

  void update(long step) {
    self = self.withAttribute("step", String.valueOf(step));
    Member updated = self;
    SimulatedProcess in = process;
    in.node.execute(now -> in.agent().update(hosted, updated, now));
  }

  void crash() {
    process.clients.forEach(each -> each.deadSince = Math.min(each.deadSince, world.now()));
    process.node.crash();
  }

  void close() {
    if (isAlive() && deadSince == Long.MAX_VALUE) {
      deadSince = world.now();
      graceful = true;
      SimulatedProcess in = process;
      in.node.execute(now -> in.agent().leave(hosted, this::left, now));
    }
  }

  private void left() {
    gone = true;
    process.left(this);
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
    return !isGone() && deadSince == Long.MAX_VALUE;
  }

  boolean isRunning() {
    return isAlive() && !host.isPaused();
  }

  /** Whether it said goodbye and that was all. */
  boolean leftGracefully() {
    return graceful && isGone();
  }

  /** Whether nothing of it is left. */
  boolean isGone() {
    return gone || !process.node.isAlive();
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
