package io.rollcall.sim;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.endpoint.HostPort;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Platform;
import io.rollcall.discovery.thread.Threads;
import io.rollcall.discovery.zmtp.transport.Engines;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A simulated process with an engine, whose turns it takes in virtual time. */
final class TcpProcess implements Platform, Engines, Resolver {
  private static final long MILLI = 1_000_000;
  private static final long SHORTEST_TURN = 1_000;
  private static final long LONGEST_TURN = 20_000;

  private final World world;
  private final Host host;
  private final TcpSockets sockets;
  private final TcpSelector selector;
  private final Engine engine;
  private final Threads threads;
  private boolean dead;

  /** Whether a turn is on its way. */
  private boolean called;

  /** When the engine wants its next turn, and when it is looked at next. */
  private long due = Long.MAX_VALUE;

  private long looksAt = Long.MAX_VALUE;
  private @Nullable Throwable failure;

  TcpProcess(Tcp tcp, Host host) {
    this.world = tcp.network.world();
    this.host = host;
    this.sockets = new TcpSockets(tcp, host, this::call);
    this.selector = sockets.selector();
    this.engine = Engine.invoked("simulated", this);
    this.threads = new HostThreads(world, this);
  }

  Host host() {
    return host;
  }

  ZmtpTransport transport(Options options) {
    return new ZmtpTransport(this, options, this);
  }

  boolean isAlive() {
    return !dead;
  }

  /** It ends without a word; the system closes its sockets. */
  void kill() {
    if (!dead) {
      dead = true;
      sockets.closeAll();
    }
  }

  /** The engine has something to do. */
  private void call() {
    if (!called && !dead) {
      called = true;
      world.after(world.between(SHORTEST_TURN, LONGEST_TURN), () -> host.run(this::turn));
    }
  }

  private void turn() {
    called = false;
    if (dead) {
      return;
    }
    engine.invoke();
    planTurn();
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new AssertionError("on " + host + ": " + thrown, thrown);
    }
  }

  private void planTurn() {
    long waits = selector.waits();
    if (waits == 0) {
      call();
    }
    due = waits > Long.MAX_VALUE / MILLI / 2 ? Long.MAX_VALUE : world.now() + waits * MILLI;
    lookAt(due);
  }

  private void lookAt(long at) {
    if (at < looksAt) {
      looksAt = at;
      world.after(at - world.now(), () -> look(at));
    }
  }

  private void look(long at) {
    if (at != looksAt) {
      return;
    }
    looksAt = Long.MAX_VALUE;
    if (due <= world.now()) {
      call();
    } else {
      lookAt(due);
    }
  }

  @Override
  public Engine forServer() {
    return engine.held();
  }

  @Override
  public Engine forClients() {
    return engine.held();
  }

  @Override
  public Resolver resolver() {
    return this;
  }

  /** The name of a host; an address stands for itself. */
  @Override
  public InetAddress[] resolve(String name) throws UnknownHostException {
    if (name.equals("localhost")) {
      return new InetAddress[] {sockets.tcp.address(host)};
    }
    if (HostPort.isAddress(name)) {
      return InetAddress.getAllByName(name);
    }
    return new InetAddress[] {
      sockets.tcp.address(name).orElseThrow(() -> new UnknownHostException(name))
    };
  }

  @Override
  public boolean isInstant() {
    return true;
  }

  @Override
  public Threads threads() {
    return threads;
  }

  @Override
  public SelectorProvider sockets() {
    return sockets;
  }

  @Override
  public long now() {
    return world.now();
  }

  @Override
  public RandomGenerator random() {
    return world.random();
  }

  @Override
  public ByteBuffer buffer(int octets) {
    return ByteBuffer.allocate(octets);
  }

  @Override
  public void failed(String what, Throwable thrown) {
    failure = thrown;
  }
}
