package io.rollcall.discovery.zmtp.curve;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What no client of ours says: sealed frames with flags of a test's choice. */
public final class SealedParts {
  private final Box box;

  /** HELLO and INITIATE had the numbers before. */
  private long number = 2;

  /** On a connection whose handshake is done, and on which nothing else is said. */
  public SealedParts(CurveClient client) {
    this.box = (Box) field(field(client, CurveSide.class, "traffic"), Traffic.class, "out");
  }

  private static Object field(Object of, Class<?> declaring, String name) {
    try {
      Field field = declaring.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError(missing.getMessage(), missing);
    }
  }

  /** The body of the next MESSAGE, in which stand these flags and so many octets. */
  public byte[] next(int flags, int length) {
    byte[] plain = new byte[1 + length];
    plain[0] = (byte) flags;
    number++;
    byte[] sealed = box.seal(Nonce.of(number), plain);
    byte[] name = "\7MESSAGE".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(name.length + Long.BYTES + sealed.length)
        .put(name)
        .putLong(number)
        .put(sealed)
        .array();
  }
}
