package io.rollcall.mesh.wire;

import io.rollcall.discovery.Incarnation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Writes the fields of a frame, of which the payload stands last. Not thread-safe. */
final class FrameBuilder {
  private static final int MOST_TEXT = 255;
  private static final int MOST_OCTETS_A_CHAR = 3;
  private static final int MOST_LONG_TEXT = 4096;

  /** All fields of the longest frame, but for its payload. */
  private static final int MOST_FIELDS = 3 * (1 + MOST_TEXT) + 2 * 24 + 16;

  private final ByteBuffer out;

  /** A frame of this kind, whose other fields are short. */
  FrameBuilder(int kind, int payload) {
    out = ByteBuffer.allocate(1 + Long.BYTES * 3 + payload).put((byte) kind);
  }

  /** A frame of this kind, with texts and no payload. */
  FrameBuilder(int kind) {
    out = ByteBuffer.allocate(MOST_FIELDS + MOST_LONG_TEXT).put((byte) kind);
  }

  private FrameBuilder(ByteBuffer out) {
    this.out = out;
  }

  /** Fields without a kind: so many octets, and these texts. */
  static FrameBuilder ofTexts(int octets, Collection<String> texts) {
    int length = octets;
    for (String each : texts) {
      length += 1 + MOST_OCTETS_A_CHAR * each.length();
    }
    return new FrameBuilder(ByteBuffer.allocate(length));
  }

  FrameBuilder number1(int value) {
    out.put((byte) value);
    return this;
  }

  FrameBuilder number2(int value) {
    out.putShort((short) value);
    return this;
  }

  FrameBuilder number4(int value) {
    out.putInt(value);
    return this;
  }

  FrameBuilder number8(long value) {
    out.putLong(value);
    return this;
  }

  /** At most 255 octets, as names and clusters are. */
  FrameBuilder text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > MOST_TEXT) {
      throw new IllegalArgumentException("a text of " + utf8.length + " octets, more than 255");
    }
    return number1(utf8.length).raw(utf8);
  }

  /** What a detail has beyond 4,096 octets is cut, before the character that goes beyond. */
  FrameBuilder longText(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(utf8.length, MOST_LONG_TEXT);
    while (length < utf8.length && (utf8[length] & 0xC0) == 0x80) {
      length--;
    }
    return number2(length).raw(Arrays.copyOf(utf8, length));
  }

  FrameBuilder identity(Identity identity) {
    text(identity.name());
    if (identity.incarnation().isEmpty()) {
      return number8(0).number8(0).number8(0);
    }
    Incarnation known = identity.incarnation().get();
    return number8(known.startMillis())
        .number8(known.id().getMostSignificantBits())
        .number8(known.id().getLeastSignificantBits());
  }

  FrameBuilder raw(byte[] octets) {
    out.put(octets);
    return this;
  }

  byte[] toOctets() {
    byte[] octets = new byte[out.position()];
    out.flip().get(octets);
    return octets;
  }
}
