package io.rollcall.nanomsg.sp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the body in a survey or its answer: hops, if any, and the survey's id, each a
 * word of 4 octets.
 *
 * @param octets the header as it came
 * @param id of 31 bits
 * @param body what follows
 */
@SuppressWarnings("ArrayRecordComponent")
record Header(byte[] octets, int id, byte[] body) {
  /** How many hops may stand before an id. */
  static final int MOST_HOPS = 8;

  private static final int ID = 0x7FFFFFFF;

  /** The header of a payload, or null if it has none, or too many hops. */
  static @Nullable Header of(byte[] payload, Generation generation) {
    ByteBuffer words = ByteBuffer.wrap(payload);
    for (int hops = 0; hops <= MOST_HOPS && words.remaining() >= Integer.BYTES; hops++) {
      int word = words.getInt();
      if (generation.isId(word)) {
        int end = words.position();
        return new Header(
            Arrays.copyOf(payload, end),
            generation == Generation.CURRENT ? word & ID : word,
            Arrays.copyOfRange(payload, end, payload.length));
      }
    }
    return null;
  }

  /** The header of a survey that starts here. */
  static byte[] of(int id, Generation generation) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(generation.onWire(id)).array();
  }

  boolean hasHops() {
    return octets.length > Integer.BYTES;
  }
}
