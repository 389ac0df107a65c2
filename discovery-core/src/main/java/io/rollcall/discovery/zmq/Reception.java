package io.rollcall.discovery.zmq;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Connections;
import io.rollcall.discovery.survey.Allowance;
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
final class Reception {
  /** The events that it wants to hear of. */
  static final int EVENTS =
      zmq.ZMQ.ZMQ_EVENT_ACCEPTED | zmq.ZMQ.ZMQ_EVENT_CLOSED | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED;

  /** A subscriber says something when it asks for a snapshot, and when it has it. */
  private static final int SUBSCRIPTIONS_PER_SECOND = 4;

  /** One whose link is slow asks with each pulse. */
  private static final int SUBSCRIPTIONS_PER_PULSE = 4;

  private static final int SUBSCRIPTIONS_AT_ONCE = 40;

  /** Besides the answers to each survey. */
  private static final int LEAST_WORDS = 1_000;

  /**
   * To prove a key costs 13 ms of the thread that reads for everybody; so many in a second, and at
   * once, leave time for those who are in.
   */
  private static final int HANDSHAKES_PER_SECOND = 40;

  private static final int HANDSHAKES_AT_ONCE = 20;
  private static final long RENEWAL_PAUSE = 50_000_000;

  private final Callers callers;
  private final double wordsPerSecond;
  private final double subscriptionsPerSecond;
  private final @Nullable Allowance handshakes;
  private final LongSupplier clock;
  private final Consumer<String> refused;
  private final Queue<String> toRenew = new ArrayDeque<>();
  private long renewAt = Long.MAX_VALUE;
  private long beatAt;

  /**
   * @param clock of the loop
   * @param refused hears on any thread whom it sent away, and why
   */
  Reception(Options options, LongSupplier clock, Consumer<String> refused) {
    this.callers = new Callers(options.limits());
    this.clock = clock;
    this.beatAt = clock.getAsLong();
    this.refused = refused;
    this.handshakes =
        options.security().own().isPresent()
            ? new Allowance(HANDSHAKES_PER_SECOND, HANDSHAKES_AT_ONCE, clock.getAsLong())
            : null;
    long round = Math.min(options.surveyTime().toNanos(), options.pollTime().toNanos());
    this.wordsPerSecond = LEAST_WORDS + 2 * Connections.MOST_CLIENTS * 1e9 / round;
    this.subscriptionsPerSecond =
        Math.max(
            SUBSCRIPTIONS_PER_SECOND, SUBSCRIPTIONS_PER_PULSE * 1e9 / options.pulse().toNanos());
  }

  /** Something happened to a connection at one of the ports; on ZeroMQ's io thread. */
  void happened(Caller.Port port, zmq.ZMQ.Event event) {
    if (event.arg instanceof SocketChannel channel) {
      if (event.event == zmq.ZMQ.ZMQ_EVENT_ACCEPTED) {
        accepted(port, channel);
      } else {
        left(channel);
      }
    }
  }

  private void accepted(Caller.Port port, SocketChannel channel) {
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
      Caller.Port port, SocketChannel channel, InetSocketAddress address, long now) {
    Optional<String> noRoom = Doorkeeper.OF_THIS_PROCESS.refusal(now);
    if (noRoom.isPresent()) {
      return noRoom;
    }
    if (handshakes != null && !handshakes.take(now)) {
      return Optional.of("too many prove their keys at once");
    }
    return callers.arrive(caller(port, hostOf(address), address.getPort(), channel, now), now);
  }

  private static String hostOf(InetSocketAddress address) {
    return address.getAddress().getHostAddress();
  }

  private Caller caller(
      Caller.Port port, String host, int number, SocketChannel channel, long now) {
    boolean survey = port == Caller.Port.SURVEY;
    double perSecond = survey ? wordsPerSecond : subscriptionsPerSecond;
    double atOnce = survey ? wordsPerSecond : SUBSCRIPTIONS_AT_ONCE;
    Caller caller =
        new Caller(
            port, host, number, new TcpLine(channel), new Allowance(perSecond, atOnce, now), now);
    // What comes sealed to the XPUB can't be told apart by who sent it.
    caller.heard = handshakes != null && !survey;
    return caller;
  }

  private void left(SocketChannel channel) {
    Caller caller = callers.leave(new TcpLine(channel));
    if (caller != null && handshakes != null && !caller.heard && !caller.goes) {
      refused.accept(
          "a connection from %s: it ended before it had proved a key".formatted(caller.address));
    }
  }

  /** Somebody says something. */
  Word heard(String address, Inbound.Kind kind, byte[] frame) {
    Word word = callers.heard(address, kind, frame, clock.getAsLong());
    if (word == Word.LAST) {
      refused.accept("a connection from %s: it says too much".formatted(address));
    } else if (word == Word.WRONG) {
      refused.accept(
          "a subscription from %s: it has several frames, is more than the %d-th, or ends none"
              .formatted(address, Topics.MOST));
    }
    return word;
  }

  /** The server asks something on this connection that so many behind it may answer. */
  void asked(String address, int answers) {
    callers.asked(address, answers);
  }

  /** About how many connections of subscribers there are. */
  int subscribers() {
    return callers.subscribers();
  }

  /** How many connections there are. */
  int size() {
    return callers.size();
  }

  /** A client's key is trusted no more. */
  void cut(String address) {
    callers.cut(address);
  }

  /**
   * A key is trusted no more, and it is not known which of the subscribers proved it: each of them
   * proves its own again, one after the other.
   */
  synchronized void renewSubscribers(long now) {
    toRenew.addAll(callers.subscriberAddresses());
    renewAt = toRenew.isEmpty() ? Long.MAX_VALUE : now;
  }

  /** Does what is due. */
  synchronized void look(long now) {
    callers.beat(now);
    beatAt = now + Callers.BEAT;
    int silent = callers.cutSilent(now);
    if (silent > 0) {
      refused.accept("%,d connections that said nothing for too long".formatted(silent));
    }
    if (now >= renewAt) {
      String address = toRenew.poll();
      if (address != null) {
        callers.cut(address);
      }
      renewAt = toRenew.isEmpty() ? Long.MAX_VALUE : now + RENEWAL_PAUSE;
    }
  }

  /** When {@link #look} has something to do. */
  synchronized long due() {
    return Math.min(beatAt, Math.min(callers.due(), renewAt));
  }
}
