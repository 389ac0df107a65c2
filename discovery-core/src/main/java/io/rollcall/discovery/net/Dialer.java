package io.rollcall.discovery.net;

import io.rollcall.discovery.log.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection to one endpoint: connects, and connects again, until it is closed.
 *
 * <p>Where a host has several addresses it tries each of them, in their order, before it pauses. It
 * begins with the one that served it last, so that a host which is reached by either of two
 * families always sees it at the same address; and one that lets it in but serves it not is tried
 * last.
 */
public final class Dialer {
  private static final Log log = Log.of(Dialer.class);

  /** Finds out the addresses of an endpoint, none if its host is unknown. */
  interface Names {
    void addresses(Endpoint endpoint, Consumer<List<SocketAddress>> then);
  }

  private final Loop loop;
  private final Names names;
  private final Endpoint endpoint;
  private final Supplier<Wire> wires;
  private final SocketLimits limits;
  private final Backoff backoff;
  private final @Nullable Consumer<String> unreachable;
  private final ConnectionOwner owner = new Outside();
  private boolean closed;
  private boolean complained;
  private boolean redialled;
  private List<SocketAddress> addresses = List.of();

  /** Where an attempt begins in the list, and how many of it this one has tried. */
  private int first;

  private int tried;
  private @Nullable SocketChannel connecting;
  private @Nullable Connection connection;
  private @Nullable Timer deadline;
  private @Nullable Timer pause;

  /**
   * Not dialled yet.
   *
   * @param unreachable hears of each attempt that failed, and why; without it the first is logged
   */
  Dialer(
      Loop loop,
      Names names,
      Endpoint endpoint,
      Supplier<Wire> wires,
      SocketLimits limits,
      Backoff backoff,
      @Nullable Consumer<String> unreachable) {
    this.loop = loop;
    this.names = names;
    this.endpoint = endpoint;
    this.wires = wires;
    this.limits = limits;
    this.backoff = backoff;
    this.unreachable = unreachable;
  }

  /** Where it connects to. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Dials no more, and closes a connection that isn't established. For the engine's thread only.
   */
  public void stop() {
    if (closed) {
      return;
    }
    closed = true;
    endAttempt();
    if (connection != null && !connection.isEstablished()) {
      connection.close("the dialer closes");
    }
    loop.flushClosed();
  }

  /** Stops, and closes its connection. For the engine's thread only. */
  public void close() {
    stop();
    if (connection != null) {
      connection.close("the dialer closes");
    }
    loop.flushClosed();
  }

  /** Ends a pause between two attempts. For the engine's thread only. */
  public void dialNow() {
    if (pause != null) {
      pause.cancel();
      pause = null;
      loop.later(this::dial);
    }
  }

  /**
   * Makes a pause between two attempts so many nanoseconds long from now on; nothing happens where
   * there is none. For the engine's thread only.
   */
  public void pauseFor(long nanos) {
    if (pause != null) {
      pause.cancel();
      pause = loop.after(nanos, this::dial);
    }
  }

  void dial() {
    pause = null;
    if (closed) {
      return;
    }
    try {
      names.addresses(endpoint, found -> loop.execute(() -> connect(found), false));
    } catch (RuntimeException | OutOfMemoryError noThread) {
      again("its host can't be looked up: " + noThread.getMessage());
    }
  }

  private void connect(List<SocketAddress> found) {
    if (closed) {
      return;
    }
    if (found.isEmpty()) {
      again("unknown host");
      return;
    }
    addresses = found;
    tried = 0;
    tryNext("");
  }

  /** The next address, or a pause if all have been tried; the last said why it can't be. */
  private void tryNext(String why) {
    if (tried == addresses.size()) {
      again(why);
      return;
    }
    SocketAddress address = addresses.get(Math.floorMod(first + tried, addresses.size()));
    tried++;
    try {
      connect(address);
    } catch (IOException | RuntimeException failed) {
      endAttempt();
      tryNext(String.valueOf(failed.getMessage()));
    }
  }

  private void connect(SocketAddress address) throws IOException {
    deadline = loop.after(limits.connect().toNanos(), this::unanswered);
    SocketChannel channel =
        endpoint.isIpc()
            ? loop.sockets().openSocketChannel(StandardProtocolFamily.UNIX)
            : loop.sockets().openSocketChannel();
    connecting = channel;
    if (!endpoint.isIpc()) {
      TcpOptions.set(channel);
    }
    SelectionKey key = loop.register(channel, SelectionKey.OP_CONNECT, new Attempt(channel));
    if (channel.connect(address)) {
      connected(channel, key);
    }
  }

  private void connected(SocketChannel channel, SelectionKey key) throws IOException {
    SocketAddress peer = channel.getRemoteAddress();
    // To a free port of the same host TCP may connect a socket with itself.
    if (peer instanceof InetSocketAddress && peer.equals(channel.getLocalAddress())) {
      throw new IOException("Connection refused");
    }
    Connection made =
        new Connection(loop, owner, wires.get(), key, peer, endpoint, limits.queueOctets());
    key.interestOps(SelectionKey.OP_READ);
    key.attach(made);
    connection = made;
    connecting = null;
    cancelDeadline();
    deadline = loop.after(limits.handshake().toNanos(), this::tooSlow);
    made.start();
  }

  private void unanswered() {
    endAttempt();
    tryNext("no answer in " + limits.connect());
  }

  private void tooSlow() {
    if (connection != null) {
      connection.close("no handshake in " + limits.handshake());
    }
  }

  private void endAttempt() {
    if (connecting != null) {
      Loop.close(connecting);
      connecting = null;
    }
    cancelDeadline();
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  private void again(String why) {
    if (unreachable != null && !closed) {
      unreachable.accept(why);
    } else if (!complained && !closed) {
      complained = true;
      loop.unreachable("endpoint '" + endpoint + "' can't be reached; trying again: " + why);
    }
    dialLater();
  }

  private void dialLater() {
    if (!closed) {
      pause = loop.after(backoff.next(loop.now()), this::dial);
    }
  }

  private final class Attempt implements ChannelHandler {
    private final SocketChannel channel;

    Attempt(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void ready(SelectionKey key) {
      try {
        if (channel.finishConnect()) {
          connected(channel, key);
        }
      } catch (IOException | RuntimeException failed) {
        endAttempt();
        tryNext(String.valueOf(failed.getMessage()));
      }
    }

    @Override
    public void shut() {
      stop();
    }
  }

  private final class Outside implements ConnectionOwner {
    @Override
    public void established(Connection established) {
      cancelDeadline();
      complained = false;
      redialled = false;
      backoff.connected(loop.now());
    }

    @Override
    public void gone(Connection lost, String why, boolean redial) {
      connection = null;
      cancelDeadline();
      int next = lost.isEstablished() ? tried - 1 : tried;
      first = Math.floorMod(first + next, addresses.size());
      if (redial && !redialled && !closed) {
        redialled = true;
        loop.later(Dialer.this::dial);
      } else if (lost.isEstablished()) {
        // Whether it can be reached the next attempt will show.
        log.debug("endpoint '{}': {}", endpoint, why);
        dialLater();
      } else {
        again(why);
      }
    }
  }
}
