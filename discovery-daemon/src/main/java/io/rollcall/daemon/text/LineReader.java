package io.rollcall.daemon.text;

import io.rollcall.discovery.net.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what comes into lines, which end in LF or CRLF. Keeps the beginning of a line until its end
 * comes, and nothing else. What is no UTF-8 is read with replacement characters: no command has
 * any. Not thread-safe.
 */
public final class LineReader {
  private static final byte[] NOTHING = {};
  private static final byte END = '\n';

  private byte[] begun = NOTHING;
  private int length;

  /**
   * The next whole line, without its end; null if all is consumed before it ends.
   *
   * @param most how long a line may be, in octets
   * @throws WireException if it is longer: only its {@link #head} is kept, and nothing more may be
   *     read
   */
  public @Nullable String next(ByteBuffer bytes, int most) throws WireException {
    int end = end(bytes);
    boolean whole = end < bytes.limit();
    int more = end - bytes.position();
    if (length + more > most) {
      // The bound may be lower now than when the line began.
      append(bytes, Math.max(0, most - length));
      throw new WireException("a line of more than " + most + " octets");
    }
    append(bytes, more);
    if (!whole) {
      return null;
    }
    bytes.get();
    return take();
  }

  /** What has come of a line whose end has not. */
  public String head() {
    return new String(begun, 0, length, StandardCharsets.UTF_8);
  }

  private static int end(ByteBuffer bytes) {
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      if (bytes.get(i) == END) {
        return i;
      }
    }
    return bytes.limit();
  }

  private void append(ByteBuffer bytes, int more) {
    if (length + more > begun.length) {
      begun = Arrays.copyOf(begun, Math.max(length + more, 2 * begun.length));
    }
    bytes.get(begun, length, more);
    length += more;
  }

  private String take() {
    int end = length > 0 && begun[length - 1] == '\r' ? length - 1 : length;
    String line = new String(begun, 0, end, StandardCharsets.UTF_8);
    begun = NOTHING;
    length = 0;
    return line;
  }
}
