package io.rollcall.cli.web;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.stream.Stream;

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
   * As few events as hold these values, each of bounded size, made one by one.
   *
   * @param prefix what the JSON begins with, up to the list's bracket
   */
  static Stream<byte[]> each(String event, String prefix, Collection<String> values) {
    Iterator<String> rest = values.iterator();
    return Stream.iterate(
        next(event, prefix, rest), frame -> frame.length > 0, any -> next(event, prefix, rest));
  }

  private static byte[] next(String event, String prefix, Iterator<String> rest) {
    StringBuilder list = new StringBuilder();
    while (rest.hasNext() && list.length() < MOST_CHARACTERS) {
      list.append(list.isEmpty() ? "" : ",").append(rest.next());
    }
    return list.isEmpty() ? new byte[0] : of(event, prefix + "[" + list + "]}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
