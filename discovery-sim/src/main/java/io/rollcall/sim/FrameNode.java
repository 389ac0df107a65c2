package io.rollcall.sim;

import io.rollcall.discovery.agent.Agent;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An agent on a host: it is called in virtual time, unless its host is paused or it has crashed.
 */
class FrameNode<G extends Agent> implements SimNode {
  final FrameNetwork network;
  final World world;
  private final Host host;
  private @Nullable G agent;
  private boolean closing;
  private boolean dead;
  private long ticksAt = Long.MAX_VALUE;

  FrameNode(FrameNetwork network, Host host) {
    this.network = network;
    this.world = network.world();
    this.host = host;
    host.whenResumed(this::wake);
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public boolean isAlive() {
    return !dead;
  }

  @Override
  public void execute(LongConsumer command) {
    call(
        running -> {
          if (!closing) {
            command.accept(world.now());
          }
        });
  }

  @Override
  public void close() {
    call(
        running -> {
          closing = true;
          running.close(world.now());
        });
  }

  @Override
  public void crash() {
    if (!dead) {
      dead = true;
      network.gone(this);
    }
  }

  void start(G made) {
    agent = made;
    call(running -> running.start(world.now()));
  }

  interface Call<G> {
    void on(G agent);
  }

  /** Calls the agent when its host runs, after what had waited there before. */
  void call(Call<G> call) {
    host.run(() -> callNow(call));
  }

  private void callNow(Call<G> call) {
    G running = agent;
    if (dead || running == null) {
      return;
    }
    call.on(running);
    after(running);
  }

  private void after(G running) {
    if (running.isClosed()) {
      running.closed();
      crash();
      return;
    }
    long due = running.due();
    if (due < ticksAt) {
      tickAt(Math.max(due, world.now()));
    }
  }

  private void tickAt(long at) {
    ticksAt = at;
    if (at != Long.MAX_VALUE) {
      world.after(at - world.now(), () -> tick(at));
    }
  }

  private void tick(long at) {
    if (host.isPaused() || at != ticksAt) {
      return;
    }
    ticksAt = Long.MAX_VALUE;
    callNow(
        running -> {
          if (running.due() <= world.now()) {
            running.tick(world.now());
          }
        });
  }

  /** The host runs again: what was due meanwhile is late. */
  private void wake() {
    if (!dead && agent != null) {
      tickAt(world.now());
    }
  }
}
