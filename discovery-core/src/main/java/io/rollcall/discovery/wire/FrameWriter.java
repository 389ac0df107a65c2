package io.rollcall.discovery.wire;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Writes the fields of a frame in ZeroMQ's own encodings (RFC 36, ZRE): numbers in network order,
 * strings behind their length. Not thread-safe.
 */
final class FrameWriter {
  private byte[] bytes = new byte[128];
  private int length;

  FrameWriter number1(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /**
   * Writes a number that is not negative: as an unsigned one it would be more than a reader takes.
   */
  FrameWriter number4(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("number " + value + " is negative");
    }
    return octets4(value);
  }

  /** Writes a number that is not negative, as {@link #number4} does. */
  FrameWriter number8(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("number " + value + " is negative");
    }
    return octets8(value);
  }

  private FrameWriter octets4(int value) {
    return number1(value >>> 24).number1(value >>> 16).number1(value >>> 8).number1(value);
  }

  private FrameWriter octets8(long value) {
    return octets4((int) (value >>> 32)).octets4((int) value);
  }

  FrameWriter string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > 255) {
      throw new IllegalArgumentException("a string of " + utf8.length + " bytes, more than 255");
    }
    return number1(utf8.length).raw(utf8);
  }

  FrameWriter longString(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return number4(utf8.length).raw(utf8);
  }

  FrameWriter incarnation(Incarnation incarnation) {
    return number8(incarnation.startMillis()).id(incarnation.id());
  }

  /** Writes 128 bits of any value. */
  FrameWriter id(UUID id) {
    return octets8(id.getMostSignificantBits()).octets8(id.getLeastSignificantBits());
  }

  FrameWriter session(Session session) {
    return incarnation(session.client()).number4(session.number());
  }

  FrameWriter member(Member member) {
    string(member.name()).string(member.type()).number1(Code.STATUS.numberOf(member.status()));
    number4(member.attributes().size());
    for (Map.Entry<String, String> each : member.attributes().entrySet()) {
      string(each.getKey()).longString(each.getValue());
    }
    return this;
  }

  FrameWriter standing(Standing standing) {
    return incarnation(standing.server())
        .string(standing.cluster())
        .number8(standing.sequence())
        .number1(standing.settled() ? 1 : 0)
        .number4(standing.pulseMillis());
  }

  <T> FrameWriter list(Collection<T> items, BiConsumer<FrameWriter, T> each) {
    number4(items.size());
    items.forEach(item -> each.accept(this, item));
    return this;
  }

  FrameWriter raw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
