package io.rollcall.discovery.net;

import io.rollcall.discovery.log.RareLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections at one endpoint. {@link #endpoint} and the counts are for any thread. */
public final class Listener {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  /** Accepted in a row, so that a crowd at the door doesn't keep those inside waiting. */
  private static final int ACCEPTS = 64;

  /** How long nothing is accepted after a failure; out of descriptors, a retry would spin. */
  private static final long PAUSE = 100_000_000L;

  private final Loop loop;
  private final ServerSocketChannel channel;
  private final Endpoint endpoint;
  private final Supplier<Wire> wires;
  private final SocketLimits limits;
  private final @Nullable SocketFile file;
  private final AcceptLimiter<Connection> limiter;
  private final SelectionKey key;
  private final ChannelHandler door = new Door();
  private final ConnectionOwner owner = new Inside();
  private final RareLog rare = new RareLog(log);
  private boolean watching;
  private volatile int held;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong cut = new AtomicLong();

  Listener(Loop loop, BoundSocket bound, Supplier<Wire> wires, SocketLimits limits)
      throws IOException {
    this.loop = loop;
    this.channel = bound.channel();
    this.endpoint = bound.endpoint();
    this.wires = wires;
    this.limits = limits;
    this.file = endpoint.path() == null ? null : SocketFile.of(endpoint.path());
    this.limiter = new AcceptLimiter<>(limits);
    this.key = loop.register(channel, SelectionKey.OP_ACCEPT, door);
  }

  /** Where it listens: as given, with the port that was bound. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** How many connections there are, half-open ones included. */
  public int connections() {
    return held;
  }

  /** How many were refused at the door: beyond the limit, or no descriptor was left. */
  public long refused() {
    return refused.get();
  }

  /** How many half-open ones were cut: too slow, or in the way of newcomers. */
  public long cut() {
    return cut.get();
  }

  /** Accepts no more, cuts the half-open, and frees the port. For the engine's thread only. */
  public void stop() {
    if (!channel.isOpen()) {
      return;
    }
    Loop.close(channel);
    if (file != null) {
      file.remove();
    }
    limiter.overdue(Long.MAX_VALUE).forEach(each -> each.close("the listener closes"));
    loop.flushClosed();
  }

  /** Stops, and closes its connections. For the engine's thread only. */
  public void close() {
    stop();
    for (ChannelHandler each : loop.registered()) {
      if (each instanceof Connection connection && connection.owner() == owner) {
        connection.close("the listener closes");
      }
    }
    loop.flushClosed();
  }

  private void accept() throws IOException {
    for (int i = 0; i < ACCEPTS && channel.isOpen(); i++) {
      SocketChannel accepted = channel.accept();
      if (accepted == null) {
        return;
      }
      loop.opened();
      loop.turn().spend(0);
      boolean done = false;
      try {
        admit(accepted);
        done = true;
      } catch (IOException gone) {
        log.debug("{}: the peer disconnected before it was admitted", endpoint, gone);
      } finally {
        if (!done) {
          Loop.close(accepted);
        }
      }
    }
  }

  private void admit(SocketChannel accepted) throws IOException {
    SocketAddress peer = accepted.getRemoteAddress();
    InetAddress from = ip(peer);
    String refusal = limiter.refusal(from);
    if (refusal != null) {
      refused.incrementAndGet();
      rare.warn(endpoint + ": " + peer + " is refused: " + refusal, loop.now());
      Loop.close(accepted);
      return;
    }
    Connection displaced = limiter.displaced();
    if (displaced != null) {
      cut(displaced, "it is half-open, and in the way of newcomers");
    }
    if (from != null) {
      TcpOptions.set(accepted);
    }
    SelectionKey own = loop.register(accepted, SelectionKey.OP_READ, door);
    Connection connection =
        new Connection(loop, owner, wires.get(), own, peer, endpoint, limits.queueOctets());
    own.attach(connection);
    limiter.opened(connection, from, loop.now());
    held = limiter.connections();
    watch();
    connection.start();
  }

  private void cut(Connection connection, String why) {
    cut.incrementAndGet();
    rare.warn(endpoint + ": " + connection.address() + " is cut: " + why, loop.now());
    connection.close(why);
  }

  private void watch() {
    long wait = watching ? -1 : limiter.untilOverdue(loop.now());
    if (wait >= 0) {
      watching = true;
      loop.after(wait, this::cutOverdue);
    }
  }

  private void cutOverdue() {
    watching = false;
    String why = "no handshake in " + limits.handshake();
    limiter.overdue(loop.now()).forEach(each -> cut(each, why));
    watch();
  }

  private static @Nullable InetAddress ip(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }

  private void pause(Throwable failed) {
    refused.incrementAndGet();
    rare.warn(endpoint + ": accepting pauses: " + failed.getMessage(), loop.now());
    Connection oldest = limiter.oldest();
    if (oldest != null) {
      cut(oldest, "it is half-open, and its descriptor is wanted");
    }
    key.interestOps(0);
    loop.after(
        PAUSE,
        () -> {
          if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
          }
        });
  }

  private final class Door implements ChannelHandler {
    @Override
    @SuppressWarnings("CatchThrowable")
    public void ready(SelectionKey ready) {
      try {
        accept();
      } catch (Throwable failed) {
        pause(failed);
      }
    }

    @Override
    public void shut() {
      stop();
    }
  }

  private final class Inside implements ConnectionOwner {
    @Override
    public void established(Connection connection) {
      limiter.established(connection);
    }

    @Override
    public void gone(Connection connection, String why, boolean again) {
      limiter.closed(connection, ip(connection.peer()));
      held = limiter.connections();
    }
  }
}
