package io.rollcall.daemon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * An answer that lists something, as it goes over the wire: made when somebody asks for it, and
 * kept until the list is another. Not thread-safe.
 */
final class CachedLine {
  private final Supplier<List<String>> list;
  private long version = -1;
  private ByteBuffer line = ByteBuffer.allocate(0);

  CachedLine(Supplier<List<String>> list) {
    this.list = list;
  }

  /** The line of this version of the list, 0 or more. */
  ByteBuffer of(long newest) {
    if (version != newest) {
      version = newest;
      line = encoded(String.join("|", list.get()));
    }
    return line.duplicate();
  }

  /** A line as it goes over the wire. */
  static ByteBuffer encoded(String line) {
    return ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }
}
