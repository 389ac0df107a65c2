package io.rollcall.jeromq;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.guard.ConnectionLimiter;
import io.rollcall.discovery.guard.LimitedConnection;
import io.rollcall.discovery.guard.RateLimits;
import io.rollcall.discovery.guard.ResourceGuard;
import io.rollcall.discovery.survey.TokenBucket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who comes to a server's ports, and who is sent away again. Thread-safe: ZeroMQ's io thread tells
 * of connections, the loop's thread looks after them.
 */
final class ConnectionAcceptor {
  /** The events that it wants to hear of. */
  static final int EVENTS =
      zmq.ZMQ.ZMQ_EVENT_ACCEPTED | zmq.ZMQ.ZMQ_EVENT_CLOSED | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED;

  /**
   * To prove a key costs 13 ms of the thread that reads for everybody; so many in a second, and at
   * once, leave time for those who are in.
   */
  private static final int HANDSHAKES_PER_SECOND = 40;

  private static final int HANDSHAKES_AT_ONCE = 20;
  private static final long RENEWAL_PAUSE = 50_000_000;

  /** JeroMQ's thread dies when direct memory runs out, and with it every connection. */
  private static final ResourceGuard DOORKEEPER =
      ResourceGuard.OF_DESCRIPTORS.with(DirectMemory.budget());

  private final ConnectionLimiter<AcceptedConnection> limiter;
  private final RateLimits rateLimits;
  private final @Nullable TokenBucket handshakes;
  private final LongSupplier clock;
  private final Consumer<String> refused;
  private final Queue<String> toRenew = new ArrayDeque<>();
  private long renewAt = Long.MAX_VALUE;

  /**
   * @param clock of the loop
   * @param refused hears on any thread whom it sent away, and why
   */
  ConnectionAcceptor(Options options, LongSupplier clock, Consumer<String> refused) {
    this.limiter = new ConnectionLimiter<>(options.limits(), DOORKEEPER, refused);
    this.rateLimits = new RateLimits(options);
    this.clock = clock;
    this.refused = refused;
    this.handshakes =
        options.security().own().isPresent()
            ? new TokenBucket(HANDSHAKES_PER_SECOND, HANDSHAKES_AT_ONCE, clock.getAsLong())
            : null;
    limiter.look(clock.getAsLong());
  }

  /** Something happened to a connection at one of the ports; on ZeroMQ's io thread. */
  void happened(LimitedConnection.Port port, zmq.ZMQ.Event event) {
    if (event.arg instanceof SocketChannel channel) {
      if (event.event == zmq.ZMQ.ZMQ_EVENT_ACCEPTED) {
        accepted(port, channel);
      } else {
        left(channel);
      }
    }
  }

  private void accepted(LimitedConnection.Port port, SocketChannel channel) {
    try {
      if (channel.getRemoteAddress() instanceof InetSocketAddress address) {
        Optional<String> why = refusal(port, channel, address, clock.getAsLong());
        if (why.isPresent()) {
          channel.close();
          refused.accept(
              "a connection from %s:%d: %s"
                  .formatted(hostOf(address), address.getPort(), why.get()));
        }
      }
    } catch (IOException gone) {
      // It broke before anybody looked at it.
    }
  }

  private Optional<String> refusal(
      LimitedConnection.Port port, SocketChannel channel, InetSocketAddress address, long now) {
    if (handshakes != null && !handshakes.take(now)) {
      return Optional.of("too many prove their keys at once");
    }
    return limiter.arrive(connection(port, hostOf(address), address.getPort(), channel, now), now);
  }

  private static String hostOf(InetSocketAddress address) {
    return address.getAddress().getHostAddress();
  }

  private AcceptedConnection connection(
      LimitedConnection.Port port, String host, int number, SocketChannel channel, long now) {
    AcceptedConnection connection =
        new AcceptedConnection(port, host, number, channel, rateLimits.at(port, now), now);
    // What comes sealed to the XPUB can't be told apart by who sent it.
    if (handshakes != null && port == LimitedConnection.Port.PUB_SUB) {
      connection.setHeard();
    }
    return connection;
  }

  private void left(SocketChannel channel) {
    AcceptedConnection connection = limiter.leave(new TcpHandle(channel));
    if (connection != null && handshakes != null && !connection.isHeard() && !connection.goes()) {
      refused.accept(
          "a connection from %s: it ended before it had proved a key"
              .formatted(connection.address()));
    }
  }

  /** Somebody says something. */
  FrameVerdict judge(String address, InboundFrame.Kind kind, byte[] frame) {
    AcceptedConnection connection = limiter.at(address);
    if (connection == null) {
      return kind == InboundFrame.Kind.MORE ? FrameVerdict.PART : FrameVerdict.WHOLE;
    }
    FrameVerdict verdict = connection.verdict(kind, frame);
    switch (limiter.speaks(connection, clock.getAsLong())) {
      case TAKEN -> {
        if (verdict == FrameVerdict.WRONG_SUBSCRIPTION) {
          refused.accept(
              "a subscription from %s: it has several frames, is more than the %d-th, or ends none"
                  .formatted(address, ConnectionTopics.MOST));
        }
      }
      case CUT -> {
        refused.accept("a connection from %s: it sends too much".formatted(address));
        verdict = FrameVerdict.CUT_OFF;
      }
      case TOO_LATE -> verdict = FrameVerdict.AFTER_CUT_OFF;
    }
    return verdict;
  }

  /** The server asks something on this connection that so many behind it may answer. */
  void asked(String address, int answers) {
    AcceptedConnection connection = limiter.at(address);
    if (connection != null) {
      limiter.asked(connection, answers);
    }
  }

  /** About how many connections of subscribers there are. */
  int subscribers() {
    return limiter.subscribers();
  }

  /** How many connections there are. */
  int size() {
    return limiter.size();
  }

  /** A client's key is trusted no more. */
  void cut(String address) {
    limiter.cut(address);
  }

  /**
   * A key is trusted no more, and it is not known which of the subscribers proved it: each of them
   * proves its own again, one after the other.
   */
  synchronized void renewSubscribers(long now) {
    toRenew.addAll(limiter.subscriberAddresses());
    renewAt = toRenew.isEmpty() ? Long.MAX_VALUE : now;
  }

  /** Does what is due. */
  synchronized void look(long now) {
    limiter.look(now);
    if (now >= renewAt) {
      String address = toRenew.poll();
      if (address != null) {
        limiter.cut(address);
      }
      renewAt = toRenew.isEmpty() ? Long.MAX_VALUE : now + RENEWAL_PAUSE;
    }
  }

  /** When {@link #look} has something to do. */
  synchronized long due() {
    return Math.min(limiter.due(), renewAt);
  }
}
