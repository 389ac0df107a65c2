package io.rollcall.discovery.zmtp;

import io.rollcall.discovery.net.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Something to send, on one connection or on many: what is the same for all of them is encoded
 * once. Not thread-safe.
 */
public final class Outgoing {
  private enum Kind {
    MESSAGE,
    COMMAND,
    SUBSCRIBE,
    CANCEL
  }

  private static final byte[] SUBSCRIBE_NAME = named(Command.SUBSCRIBE);
  private static final byte[] CANCEL_NAME = named(Command.CANCEL);

  private final Kind kind;
  private final byte[] body;
  private @Nullable Payload plain;

  private Outgoing(Kind kind, byte[] body) {
    this.kind = kind;
    this.body = body;
  }

  /** A message of one frame. The octets must not change any more. */
  public static Outgoing message(byte[] body) {
    return new Outgoing(Kind.MESSAGE, body);
  }

  static Outgoing command(Command command) {
    return new Outgoing(Kind.COMMAND, command.toOctets());
  }

  /** From now on the peer sends what begins with this topic. */
  public static Outgoing subscribe(byte[] topic) {
    return new Outgoing(Kind.SUBSCRIBE, topic);
  }

  /** The peer stops to send what begins with this topic. */
  public static Outgoing cancel(byte[] topic) {
    return new Outgoing(Kind.CANCEL, topic);
  }

  /** How many octets it has, but for its header. */
  int size() {
    return body.length;
  }

  /** The flags of its frame, for a peer of ZMTP 3.{@code minor}. */
  public int flags(int minor) {
    boolean command = kind == Kind.COMMAND || (isSubscription() && minor > 0);
    return command ? Frame.COMMAND : 0;
  }

  /** The body of its frame, for a peer of ZMTP 3.{@code minor}. */
  public byte[] body(int minor) {
    if (!isSubscription()) {
      return body;
    }
    byte[] before =
        minor > 0
            ? (kind == Kind.SUBSCRIBE ? SUBSCRIBE_NAME : CANCEL_NAME)
            // Before 3.1 a subscription is a message (RFC 23).
            : new byte[] {(byte) (kind == Kind.SUBSCRIBE ? 1 : 0)};
    return ByteBuffer.allocate(before.length + body.length).put(before).put(body).array();
  }

  /** Its frame without security; of a message the same for all. */
  Payload plain(int minor) {
    if (isSubscription()) {
      return Payload.of(Frame.of(flags(minor), body(minor)));
    }
    if (plain == null) {
      plain = Payload.of(Frame.of(flags(minor), body));
    }
    return plain;
  }

  private boolean isSubscription() {
    return kind == Kind.SUBSCRIBE || kind == Kind.CANCEL;
  }

  private static byte[] named(String name) {
    byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + octets.length).put((byte) octets.length).put(octets).array();
  }
}
