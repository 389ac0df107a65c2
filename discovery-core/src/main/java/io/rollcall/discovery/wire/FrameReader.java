package io.rollcall.discovery.wire;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Reads what {@link FrameWriter} writes, from bytes that nobody vouches for: never past the end,
 * never allocating more than the frame can hold. Not thread-safe.
 */
final class FrameReader {
  private final ByteBuffer in;

  FrameReader(byte[] frame, int offset) {
    in = ByteBuffer.wrap(frame, offset, frame.length - offset);
  }

  interface Field<T> {
    T read(FrameReader in) throws MalformedFrameException;
  }

  int remaining() {
    return in.remaining();
  }

  int number1() throws MalformedFrameException {
    return need(1).get() & 0xff;
  }

  /** An unsigned number that must fit an int. */
  int number4() throws MalformedFrameException {
    int value = need(4).getInt();
    if (value < 0) {
      throw new MalformedFrameException(
          "number " + Integer.toUnsignedString(value) + " is over 2^31-1");
    }
    return value;
  }

  /** An unsigned number that must fit a long. */
  long number8() throws MalformedFrameException {
    long value = need(8).getLong();
    if (value < 0) {
      throw new MalformedFrameException(
          "number " + Long.toUnsignedString(value) + " is over 2^63-1");
    }
    return value;
  }

  String string() throws MalformedFrameException {
    return text(number1());
  }

  String longString() throws MalformedFrameException {
    return text(number4());
  }

  Incarnation incarnation() throws MalformedFrameException {
    long start = number8();
    need(16);
    return Incarnation.of(start, new UUID(in.getLong(), in.getLong()));
  }

  Session session() throws MalformedFrameException {
    Incarnation client = incarnation();
    int number = number4();
    if (number == 0) {
      throw new MalformedFrameException("session 0 of " + client);
    }
    return new Session(client, number);
  }

  /** Throws IllegalArgumentException if what it reads is well formed but against the rules. */
  Member member() throws MalformedFrameException {
    String name = string();
    String type = string();
    int status = number1();
    int count = count(5);
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      attributes.put(string(), longString());
    }
    return Member.named(name)
        .withType(type)
        .withStatus(Code.STATUS.at(status))
        .withAttributes(attributes);
  }

  Standing standing() throws MalformedFrameException {
    return new Standing(incarnation(), string(), number8(), (number1() & 1) != 0, number4());
  }

  <T> List<T> list(int leastBytesEach, Field<T> field) throws MalformedFrameException {
    int count = count(leastBytesEach);
    List<T> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(field.read(this));
    }
    return items;
  }

  private int count(int leastBytesEach) throws MalformedFrameException {
    int count = number4();
    if (count > in.remaining() / leastBytesEach) {
      throw new MalformedFrameException(
          "a list claims %d items, %d bytes are left".formatted(count, in.remaining()));
    }
    return count;
  }

  private String text(int bytes) throws MalformedFrameException {
    int from = need(bytes).arrayOffset() + in.position();
    ByteBuffer utf8 = in.slice(in.position(), bytes);
    in.position(in.position() + bytes);
    if (isAscii(in.array(), from, bytes)) {
      // As most are; a decoder costs several hundred bytes.
      return new String(in.array(), from, bytes, StandardCharsets.US_ASCII);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedFrameException("a string of " + bytes + " bytes is not UTF-8");
    }
  }

  private static boolean isAscii(byte[] octets, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (octets[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private ByteBuffer need(int bytes) throws MalformedFrameException {
    if (in.remaining() < bytes) {
      throw new MalformedFrameException(
          "truncated: a field needs %d bytes, %d are left".formatted(bytes, in.remaining()));
    }
    return in;
  }
}
