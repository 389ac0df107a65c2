package io.rollcall.cli.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the events that another page sends, as that writes them. Not thread-safe. */
final class EventReader {
  private static final int MOST_BYTES = 1024 * 1024;

  /** One of them. */
  record Event(String name, String data) {}

  private final InputStream in;

  EventReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /**
   * The next one; {@code null} at the end.
   *
   * @throws IOException also if a line is over 1 MB
   */
  @Nullable Event next() throws IOException {
    String name = "";
    String data = "";
    String line = line();
    while (line != null) {
      if (line.isEmpty() && !data.isEmpty()) {
        return new Event(name, data);
      }
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      }
      line = line();
    }
    return null;
  }

  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (line.size() >= MOST_BYTES) {
        throw new IOException("a line is over " + MOST_BYTES + " bytes");
      }
      line.write(next);
      next = in.read();
    }
    return next < 0 ? null : line.toString(StandardCharsets.UTF_8);
  }
}
