package io.rollcall.cli.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A server-sent event as it goes over the wire; <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the format</a>. Stateless.
 * The data is one value of JSON, which has no line ends, so that nobody's text can end an event.
 */
final class Frame {
  /** How long a browser waits before it comes back. */
  static final byte[] RETRY = bytes("retry: 2000\n\n");

  /** A comment, which shows that the stream is alive. */
  static final byte[] HEARTBEAT = bytes(": here\n\n");

  private static final int MOST_CHARACTERS = 32 * 1024;

  private Frame() {}

  /** Says how many boards follow; those of before that are beyond it are gone. */
  static byte[] boards(int number) {
    return of("boards", "{\"boards\":" + number + "}");
  }

  static byte[] of(String event, String json) {
    return bytes("event: " + event + "\ndata: " + json + "\n\n");
  }

  /**
   * As few events as hold these values, each of bounded size.
   *
   * @param prefix what the JSON begins with, up to the list's bracket
   */
  static void each(String event, String prefix, Iterable<String> values, Consumer<byte[]> frames) {
    List<String> part = new ArrayList<>();
    int length = 0;
    for (String value : values) {
      if (length + value.length() > MOST_CHARACTERS && !part.isEmpty()) {
        frames.accept(of(event, prefix + "[" + String.join(",", part) + "]}"));
        part.clear();
        length = 0;
      }
      part.add(value);
      length += value.length();
    }
    if (!part.isEmpty()) {
      frames.accept(of(event, prefix + "[" + String.join(",", part) + "]}"));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
