package io.rollcall.daemon.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

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
   * Consumes what has come and hands over each whole line, without its end.
   *
   * @param most how long a line may be, in octets
   * @return false if a line is longer: it is not handed over, only its {@link #head} is kept, and
   *     nothing more may be read
   */
  public boolean read(ByteBuffer bytes, int most, Consumer<String> lines) {
    while (bytes.hasRemaining()) {
      int end = end(bytes);
      boolean whole = end < bytes.limit();
      int more = end - bytes.position();
      if (length + more > most) {
        append(bytes, most - length);
        return false;
      }
      append(bytes, more);
      if (whole) {
        bytes.get();
        lines.accept(take());
      }
    }
    return true;
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
