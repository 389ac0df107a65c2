package io.rollcall.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to a request. Immutable, if nobody changes the octets of its body.
 *
 * @param status the number, 200
 * @param headers without those that say how long the answer is and what becomes of the connection
 * @param body all of it; what was asked by HEAD is sent without
 */
public record Answer(int status, Map<String, String> headers, ByteBuffer body) {

  /** Keeps a copy of the headers. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** With this type of content. */
  public static Answer of(int status, String type, byte[] body) {
    return new Answer(status, Map.of("Content-Type", type), ByteBuffer.wrap(body));
  }

  /** A line of plain text. */
  public static Answer text(int status, String line) {
    return of(status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** With another header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
