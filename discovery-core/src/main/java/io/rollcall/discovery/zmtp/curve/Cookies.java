package io.rollcall.discovery.zmtp.curve;

import io.rollcall.discovery.zmtp.ZmtpException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a server keeps what it must know of a handshake: with the client, sealed by a key that only
 * the server has. So a handshake that proves nothing costs no memory. One object serves all
 * connections of a server; not thread-safe.
 *
 * <p>A cookie opens on its own connection alone: the connection's number is part of the nonce. Else
 * somebody who has listened could repeat a client's INITIATE on another connection, and the server
 * would seal other messages with the same key and nonces.
 */
public final class Cookies {
  static final int LENGTH = Nonce.LONG + Box.OVERHEAD + 2 * CurveKeys.LENGTH;

  /** RFC 26: the server shall discard a cookie's key after a minute at the latest. */
  private static final long KEY_NANOS = 60_000_000_000L;

  /**
   * What the server must know again.
   *
   * @param client the client's short-term public key
   * @param server the server's own short-term secret key
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Content(byte[] client, byte[] server) {}

  private final Randomness randomness;
  private Box box;
  private @Nullable Box former;
  private long since;
  private long connections;

  /** Cookies whose first key is made now. */
  public Cookies(Randomness randomness, long now) {
    this.randomness = randomness;
    this.box = Box.of(randomness.octets(CurveKeys.LENGTH));
    this.since = now;
  }

  /** What a new connection is called. */
  long newConnection() {
    return ++connections;
  }

  byte[] bake(Content content, long connection, long now) {
    rotate(now);
    byte[] nonce =
        ByteBuffer.allocate(Nonce.LONG)
            .put(randomness.octets(Nonce.LONG - Long.BYTES))
            .putLong(connection)
            .array();
    byte[] plain =
        ByteBuffer.allocate(2 * CurveKeys.LENGTH).put(content.client).put(content.server).array();
    return ByteBuffer.allocate(LENGTH)
        .put(nonce)
        .put(box.seal(Nonce.of(Nonce.COOKIE, nonce), plain))
        .array();
  }

  /**
   * What is in a cookie.
   *
   * @throws ZmtpException if it is none of this connection, or too old
   */
  Content open(byte[] cookie, long connection, long now) throws ZmtpException {
    rotate(now);
    if (ByteBuffer.wrap(cookie).getLong(Nonce.LONG - Long.BYTES) != connection) {
      throw new ZmtpException("a cookie of another connection");
    }
    byte[] nonce = Nonce.of(Nonce.COOKIE, Arrays.copyOf(cookie, Nonce.LONG));
    byte[] sealed = Arrays.copyOfRange(cookie, Nonce.LONG, cookie.length);
    byte[] plain;
    try {
      plain = box.open(nonce, sealed, "a cookie");
    } catch (ZmtpException older) {
      if (former == null) {
        throw older;
      }
      plain = former.open(nonce, sealed, "a cookie");
    }
    return new Content(
        Arrays.copyOf(plain, CurveKeys.LENGTH),
        Arrays.copyOfRange(plain, CurveKeys.LENGTH, plain.length));
  }

  /** The former key still opens, so that no handshake fails by the change. */
  private void rotate(long now) {
    if (now - since < KEY_NANOS / 2) {
      return;
    }
    former = now - since < KEY_NANOS ? box : null;
    box = Box.of(randomness.octets(CurveKeys.LENGTH));
    since = now;
  }
}
