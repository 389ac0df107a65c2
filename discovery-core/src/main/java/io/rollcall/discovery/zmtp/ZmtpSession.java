package io.rollcall.discovery.zmtp;

import io.rollcall.discovery.net.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of one connection: greeting, handshake, traffic. Pure and not thread-safe: the owner
 * hands in what has come, and what is to be sent; what follows goes to its {@link Handler} during
 * the call.
 *
 * <p>What is sent before the peer's greeting is in waits for it, and goes out in one write with
 * this side's READY: libzmq and JeroMQ take nothing that comes earlier.
 */
public final class ZmtpSession {
  /** Hears what a session has to say. */
  public interface Handler {
    /**
     * Whole frames for the peer.
     *
     * @return false if too much waits already: nothing was taken
     */
    boolean write(Payload frames);

    /** The peer's greeting names this mechanism; whether it suits is seen next. */
    default void greeted(String mechanism) {}

    /**
     * A command of the handshake has come, whose answer may take arithmetic.
     *
     * @return false to have it wait: nothing is to be handed in before {@link ZmtpSession#proceed}
     */
    default boolean mayProceed() {
      return true;
    }

    /** The peer says which type of socket it is; whether this side talks to such is seen next. */
    default void peer(String socketType) {}

    /** The handshake is done. */
    void ready();

    /** The peer ends the connection, and says why. */
    default void refused(String reason) {}

    /**
     * A frame has come after the handshake: a message, a part of one, or a command. What it says is
     * told after this call.
     *
     * @throws ZmtpException if the peer says too much
     */
    default void frame() throws ZmtpException {}

    /** A message of one frame; only to a side that does not publish. */
    default void message(byte[] body) {}

    /** The peer wants what begins with this topic; only to a side that publishes. */
    default void subscribed(byte[] topic) {}

    /** The peer wants it no more. */
    default void cancelled(byte[] topic) {}

    /** The peer says something again within so many tenths of a second; 0 takes that back. */
    default void promised(int tenths) {}

    /** Something came that means nothing here; {@code what} says what. */
    void dropped(String what);
  }

  private final SocketType type;
  private final Mechanism mechanism;
  private final int mostHeld;
  private final Handler handler;
  private final ZmtpFrameReader frames;
  private byte[] greeting = new byte[Greeting.LENGTH];
  private int greeted;
  private int minor;
  private boolean ready;
  private boolean inParts;
  private @Nullable Command waiting;
  private List<Outgoing> held = new ArrayList<>();
  private int heldOctets;

  /**
   * A side that has said nothing yet.
   *
   * @param longest how many octets a message may have; a READY fits into 512
   * @param mostHeld how many octets may wait for the peer's greeting
   * @param budget for frames that are unfinished, see {@link #end}
   */
  public ZmtpSession(
      SocketType type,
      Mechanism mechanism,
      int longest,
      int mostHeld,
      OctetBudget budget,
      Handler handler) {
    this.type = type;
    this.mechanism = mechanism;
    this.mostHeld = mostHeld;
    this.handler = handler;
    this.frames = new ZmtpFrameReader(longest + mechanism.overhead(), budget);
  }

  /** The connection stands: says its greeting. */
  public void start() {
    Greeting own = new Greeting(Greeting.MINOR, mechanism.name(), mechanism.isServer());
    handler.write(Payload.of(own.toOctets()));
  }

  /** The connection is over; to be called once. */
  public void end() {
    frames.release();
  }

  /** Whether the handshake is done. */
  public boolean isReady() {
    return ready;
  }

  /**
   * Takes octets of the peer: those of one frame, or all where none is whole. To be called until
   * all are taken.
   *
   * @throws ZmtpException if the peer breaks the rules, or refuses; the connection is over
   */
  public void received(ByteBuffer octets) throws ZmtpException {
    if (greeted < Greeting.LENGTH) {
      greet(octets);
    }
    frames.read(octets, this::frame);
    if (waiting != null && octets.hasRemaining()) {
      // Else a stranger could have it keep much for a handshake that waits for its turn.
      throw new ZmtpException("it sends more before it is answered");
    }
  }

  /**
   * Takes the command of the handshake that was to wait.
   *
   * @throws ZmtpException as {@link #received} does
   */
  public void proceed() throws ZmtpException {
    Command command = waiting;
    waiting = null;
    if (command != null) {
      handshake(command);
    }
  }

  /**
   * Sends something; what comes too early for the peer waits.
   *
   * @return false if too much waits already: it was dropped
   */
  public boolean send(Outgoing outgoing) {
    if (isOpen()) {
      return handler.write(mechanism.frame(outgoing, minor));
    }
    if (!held.isEmpty() && heldOctets + outgoing.size() > mostHeld) {
      return false;
    }
    held.add(outgoing);
    heldOctets += outgoing.size();
    return true;
  }

  /**
   * Asks the peer for a sign of life, and promises one within so many tenths of a second.
   *
   * @return false where it can't be asked: during the handshake, or since ZMTP 3.0 has no such
   *     question
   */
  public boolean ping(int tenths) {
    return ready && minor > 0 && send(Outgoing.command(Command.ping(tenths)));
  }

  /** Whether messages can be written. */
  private boolean isOpen() {
    return greeted == Greeting.LENGTH && mechanism.maySend();
  }

  private void greet(ByteBuffer octets) throws ZmtpException {
    int count = Math.min(octets.remaining(), Greeting.LENGTH - greeted);
    octets.get(greeting, greeted, count);
    greeted += count;
    String fault = Greeting.fault(greeting, greeted);
    if (fault != null) {
      throw new ZmtpException(fault);
    }
    if (greeted == Greeting.LENGTH) {
      begin(Greeting.of(greeting));
      greeting = new byte[0];
    }
  }

  private void begin(Greeting peer) throws ZmtpException {
    handler.greeted(peer.mechanism());
    if (!peer.mechanism().equals(mechanism.name())) {
      throw new ZmtpException(
          "its mechanism is '%s', not '%s'".formatted(peer.mechanism(), mechanism.name()));
    }
    minor = peer.minor();
    Command first = mechanism.first();
    say(first == null ? List.of() : List.of(first));
  }

  /** Says commands of the handshake, and in the same write what has waited for it. */
  private void say(List<Command> commands) {
    List<Payload> parts = new ArrayList<>();
    for (Command each : commands) {
      parts.add(Payload.of(Frame.of(Frame.COMMAND, each.toOctets())));
    }
    if (isOpen()) {
      for (Outgoing each : held) {
        parts.add(mechanism.frame(each, minor));
      }
      held = List.of();
      heldOctets = 0;
    }
    if (!parts.isEmpty()) {
      handler.write(joined(parts));
    }
  }

  private static Payload joined(List<Payload> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(Payload::size).sum());
    parts.forEach(each -> each.put(all));
    return Payload.of(all.flip());
  }

  private void frame(int flags, byte[] body) throws ZmtpException {
    if (ready) {
      handler.frame();
      mechanism.decode(flags, body, this::traffic);
    } else if ((flags & Frame.COMMAND) == 0) {
      throw new ZmtpException("a message before the end of the handshake");
    } else {
      Command command = Command.of(body);
      if (command.is(Command.ERROR)) {
        String reason = command.reason();
        handler.refused(reason);
        throw new ZmtpException("the peer refuses: " + reason);
      }
      // Before it waits: a command that does not come next takes no turn, and is not kept.
      mechanism.check(command);
      if (handler.mayProceed()) {
        handshake(command);
      } else {
        waiting = command;
      }
    }
  }

  private void handshake(Command command) throws ZmtpException {
    Command answer = mechanism.heard(command);
    Metadata peer = mechanism.peer();
    if (peer != null) {
      handler.peer(peer.socketType());
    }
    if (peer != null && !type.accepts(peer.socketType())) {
      throw new ZmtpException(
          "the peer is a '%s', which a %s does not talk to".formatted(peer.socketType(), type));
    }
    if (answer != null) {
      say(List.of(answer));
      if (answer.is(Command.ERROR)) {
        throw new ZmtpException("the peer is not let in: " + answer.reason());
      }
    }
    if (peer != null) {
      ready = true;
      handler.ready();
      say(List.of());
    }
  }

  private void traffic(int flags, byte[] body) throws ZmtpException {
    if ((flags & Frame.COMMAND) != 0) {
      command(Command.of(body));
    } else if ((flags & Frame.MORE) != 0) {
      inParts = true;
    } else if (inParts) {
      inParts = false;
      handler.dropped("a message of several frames");
    } else if (type.publishes()) {
      upstream(body);
    } else {
      handler.message(body);
    }
  }

  private void command(Command command) throws ZmtpException {
    switch (command.name()) {
      case Command.PING -> {
        send(Outgoing.command(command.pong()));
        handler.promised(command.timeToLive());
      }
      case Command.PONG -> {}
      case Command.SUBSCRIBE -> subscription(true, command.data());
      case Command.CANCEL -> subscription(false, command.data());
      case Command.ERROR -> {
        String reason = command.reason();
        handler.refused(reason);
        throw new ZmtpException("the peer ends the connection: " + reason);
      }
      // RFC 37, "Commands": later versions may have others.
      default -> handler.dropped("a command that is not known");
    }
  }

  private void subscription(boolean wanted, byte[] topic) {
    if (!type.publishes()) {
      handler.dropped("a subscription, to a " + type);
    } else if (wanted) {
      handler.subscribed(topic);
    } else {
      handler.cancelled(topic);
    }
  }

  /** A subscription as it was before 3.1, a message (RFC 23). */
  private void upstream(byte[] body) {
    if (body.length > 0 && (body[0] == 0 || body[0] == 1)) {
      subscription(body[0] == 1, Arrays.copyOfRange(body, 1, body.length));
    } else {
      handler.dropped("a message that is no subscription");
    }
  }
}
