package io.rollcall.discovery.net;

import java.nio.ByteBuffer;

/**
 * A whole message to write. Its octets are asked for when it is its turn, so what waits for many
 * connections can be shared, even where each connection seals it for itself.
 */
public interface Payload {
  /** How many octets it has. */
  int size();

  /**
   * Puts its octets from {@code from} on, as many as fit. A call from 0 may follow another one,
   * whose octets have not been written, and may put others. A call from further on puts what
   * follows the octets that were put last from 0.
   */
  void put(int from, ByteBuffer to);

  /** One whose octets are there already, from the position to the limit; they must not change. */
  static Payload of(ByteBuffer octets) {
    return new Plain(octets);
  }

  /** Its octets. */
  default ByteBuffer octets() {
    ByteBuffer octets = ByteBuffer.allocate(size());
    put(0, octets);
    return octets.flip();
  }

  /**
   * One whose octets are there already.
   *
   * @param whole its position and limit do not change
   */
  record Plain(ByteBuffer whole) implements Payload {
    @Override
    public int size() {
      return whole.remaining();
    }

    @Override
    public void put(int from, ByteBuffer to) {
      int part = Math.min(whole.remaining() - from, to.remaining());
      to.put(to.position(), whole, whole.position() + from, part);
      to.position(to.position() + part);
    }
  }
}
