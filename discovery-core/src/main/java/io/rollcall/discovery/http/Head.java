package io.rollcall.discovery.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The head of an answer, as it goes over the wire. Stateless. */
final class Head {
  static final ByteBuffer CONTINUE = octets("HTTP/1.1 100 Continue\r\n\r\n");

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(400, "Bad Request"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "HTTP Version Not Supported"));

  private Head() {}

  /** With these headers, and what says how long the answer is. */
  static ByteBuffer of(int status, Map<String, String> headers, String length, boolean closes) {
    StringBuilder text = new StringBuilder(256);
    text.append("HTTP/1.1 ").append(status).append(' ').append(REASONS.getOrDefault(status, ""));
    line(
        text,
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    headers.forEach((name, value) -> line(text, name, value.replaceAll("[\\r\\n]", " ")));
    if (!length.isEmpty()) {
      text.append("\r\n").append(length);
    }
    if (closes) {
      line(text, "Connection", "close");
    }
    return octets(text.append("\r\n\r\n").toString());
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("\r\n").append(name).append(": ").append(value);
  }

  static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }
}
