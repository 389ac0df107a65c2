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
   * Puts its octets from the first on, as many as fit. Another call may follow where none of them
   * have been written, and may put others.
   */
  void put(ByteBuffer to);

  /**
   * What follows the first {@code from} of the octets that were put last, which have been written.
   * They must not change; this is the last call.
   */
  ByteBuffer rest(int from);

  /** One whose octets are there already, from the position to the limit; they must not change. */
  static Payload of(ByteBuffer octets) {
    return new Plain(octets);
  }

  /** Its octets, put for whoever writes them himself. */
  default ByteBuffer octets() {
    ByteBuffer octets = ByteBuffer.allocate(size());
    put(octets);
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
    public void put(ByteBuffer to) {
      int part = Math.min(whole.remaining(), to.remaining());
      to.put(to.position(), whole, whole.position(), part);
      to.position(to.position() + part);
    }

    @Override
    public ByteBuffer rest(int from) {
      return whole.duplicate().position(whole.position() + from);
    }
  }
}
