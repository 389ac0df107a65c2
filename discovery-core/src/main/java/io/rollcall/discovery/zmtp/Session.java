package io.rollcall.discovery.zmtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One side of one connection: greeting, handshake, traffic. Pure and not thread-safe: the owner
 * hands in what has come, and what is to be sent; what follows goes to its {@link Owner} during the
 * call.
 *
 * <p>What is sent before the peer's greeting is in waits for it, and goes out in one write with
 * this side's READY: libzmq and JeroMQ take nothing that comes earlier.
 */
public final class Session {
  /** Hears what a session has to say. */
  public interface Owner {
    /**
     * Octets for the peer, whole frames.
     *
     * @return false if too much waits already: nothing was taken
     */
    boolean write(ByteBuffer octets);

    /** The handshake is done. */
    void ready();

    /** The peer ends the connection, and says why. */
    void refused(String reason);

    /** A message of one frame. */
    void message(byte[] body);

    /** The peer wants what begins with this topic; only to a side that publishes. */
    void subscribed(byte[] topic);

    /** The peer wants it no more. */
    void cancelled(byte[] topic);

    /** Something came that means nothing here; {@code what} says what. */
    void dropped(String what);
  }

  private final SocketType type;
  private final Mechanism mechanism;
  private final int mostHeld;
  private final Owner owner;
  private final FrameReader frames;
  private byte[] greeting = new byte[Greeting.LENGTH];
  private int greeted;
  private int minor;
  private boolean ready;
  private boolean inParts;
  private List<Outgoing> held = new ArrayList<>();
  private int heldOctets;

  /**
   * A side that has said nothing yet.
   *
   * @param longest how many octets a frame may have; a READY fits into 512
   * @param mostHeld how many octets may wait for the peer's greeting
   */
  public Session(SocketType type, Mechanism mechanism, int longest, int mostHeld, Owner owner) {
    this.type = type;
    this.mechanism = mechanism;
    this.mostHeld = mostHeld;
    this.owner = owner;
    this.frames = new FrameReader(longest);
  }

  /** The connection stands: says its greeting. */
  public void start() {
    owner.write(new Greeting(Greeting.MINOR, mechanism.name(), mechanism.isServer()).toOctets());
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
  }

  /**
   * Sends something; what comes too early for the peer waits.
   *
   * @return false if too much waits already: it was dropped
   */
  public boolean send(Outgoing outgoing) {
    if (isOpen()) {
      return owner.write(mechanism.encode(outgoing, minor));
    }
    if (!held.isEmpty() && heldOctets + outgoing.size() > mostHeld) {
      return false;
    }
    held.add(outgoing);
    heldOctets += outgoing.size();
    return true;
  }

  /**
   * Asks the peer for a sign of life; a peer of ZMTP 3.0 knows no such question, and hears none.
   */
  public void ping() {
    if (ready && minor > 0) {
      send(Outgoing.command(Command.ping()));
    }
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
    List<ByteBuffer> parts = new ArrayList<>();
    commands.forEach(each -> parts.add(Frame.of(Frame.COMMAND, each.toOctets())));
    if (isOpen()) {
      held.forEach(each -> parts.add(mechanism.encode(each, minor)));
      held = List.of();
      heldOctets = 0;
    }
    if (!parts.isEmpty()) {
      owner.write(joined(parts));
    }
  }

  private static ByteBuffer joined(List<ByteBuffer> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
    parts.forEach(all::put);
    return all.flip();
  }

  private void frame(int flags, byte[] body) throws ZmtpException {
    if (ready) {
      mechanism.decode(flags, body, this::traffic);
    } else if ((flags & Frame.COMMAND) == 0) {
      throw new ZmtpException("a message before the end of the handshake");
    } else {
      handshake(Command.of(body));
    }
  }

  private void handshake(Command command) throws ZmtpException {
    if (command.is(Command.ERROR)) {
      String reason = command.reason();
      owner.refused(reason);
      throw new ZmtpException("the peer refuses: " + reason);
    }
    Command answer = mechanism.heard(command);
    Metadata peer = mechanism.peer();
    if (peer != null && !type.accepts(peer.socketType())) {
      throw new ZmtpException(
          "the peer is a '%s', which a %s does not talk to".formatted(peer.socketType(), type));
    }
    if (answer != null) {
      say(List.of(answer));
    }
    if (peer != null) {
      ready = true;
      owner.ready();
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
      owner.dropped("a message of several frames");
    } else if (type.publishes()) {
      upstream(body);
    } else {
      owner.message(body);
    }
  }

  private void command(Command command) throws ZmtpException {
    switch (command.name()) {
      case Command.PING -> send(Outgoing.command(command.pong()));
      case Command.PONG -> {}
      case Command.SUBSCRIBE -> subscription(true, command.data());
      case Command.CANCEL -> subscription(false, command.data());
      case Command.ERROR -> {
        String reason = command.reason();
        owner.refused(reason);
        throw new ZmtpException("the peer ends the connection: " + reason);
      }
      // RFC 37, "Commands": later versions may have others.
      default -> owner.dropped("a command that is not known");
    }
  }

  private void subscription(boolean wanted, byte[] topic) {
    if (!type.publishes()) {
      owner.dropped("a subscription, to a " + type);
    } else if (wanted) {
      owner.subscribed(topic);
    } else {
      owner.cancelled(topic);
    }
  }

  /** A subscription as it was before 3.1, a message (RFC 23). */
  private void upstream(byte[] body) {
    if (body.length > 0 && (body[0] == 0 || body[0] == 1)) {
      subscription(body[0] == 1, Arrays.copyOfRange(body, 1, body.length));
    } else {
      owner.dropped("a message that is no subscription");
    }
  }
}
