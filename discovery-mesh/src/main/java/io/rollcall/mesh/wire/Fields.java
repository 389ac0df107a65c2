package io.rollcall.mesh.wire;

import io.rollcall.discovery.Incarnation;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the fields of a frame, from octets that nobody vouches for. Not thread-safe. */
final class Fields {
  private final ByteBuffer in;

  Fields(byte[] frame) {
    in = ByteBuffer.wrap(frame);
  }

  int number1() {
    return in.get() & 0xFF;
  }

  int number2() {
    return in.getShort() & 0xFFFF;
  }

  int number4() throws FrameException {
    int value = in.getInt();
    if (value < 0) {
      throw new FrameException("number " + Integer.toUnsignedString(value) + " is over 2^31-1");
    }
    return value;
  }

  long number8() throws FrameException {
    long value = in.getLong();
    if (value < 0) {
      throw new FrameException("number " + Long.toUnsignedString(value) + " is over 2^63-1");
    }
    return value;
  }

  String text() throws FrameException {
    return text(number1());
  }

  String longText() throws FrameException {
    return text(number2());
  }

  private String text(int octets) throws FrameException {
    if (octets > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer utf8 = in.slice(in.position(), octets);
    in.position(in.position() + octets);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new FrameException("a text of " + octets + " octets is not UTF-8");
    }
  }

  Identity identity() throws FrameException {
    String name = text();
    long start = number8();
    UUID id = uuid();
    boolean isNone =
        start == 0 && id.getMostSignificantBits() == 0 && id.getLeastSignificantBits() == 0;
    return new Identity(name, isNone ? Optional.empty() : Optional.of(Incarnation.of(start, id)));
  }

  UUID uuid() {
    return new UUID(in.getLong(), in.getLong());
  }

  List<String> texts() throws FrameException {
    List<String> texts = new ArrayList<>();
    for (int left = number4(); left > 0; left--) {
      texts.add(text());
    }
    return texts;
  }

  byte[] rest() {
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    return rest;
  }
}
