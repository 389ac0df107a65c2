package io.rollcall.discovery.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests out of the octets of one connection, however they are cut, by <a
 * href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>. Where that leaves a choice it
 * refuses: a proxy in between must see the same requests. Pure; not thread-safe.
 */
final class RequestReader {
  /** What may stand around a value, and nothing else that looks like a blank (RFC 9112, 5). */
  private static final Pattern PADDING = Pattern.compile("^[ \\t]+|[ \\t]+$");

  /** Values of one name are joined, which takes the longer the more there are. */
  private static final int MOST_HEADERS = 200;

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern TARGET = Pattern.compile("[!-~]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");
  private static final int HEXADECIMAL = 16;

  private enum Part {
    START,
    HEADERS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS
  }

  private final int mostHead;
  private final int mostBody;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(0);
  private int headerLines;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private Part part = Part.START;
  private String method = "";
  private String target = "";
  private int minorVersion;
  private int head;
  private int headBeforeChunks;
  private long left;

  /** For heads and bodies of so many octets at most. */
  RequestReader(int mostHead, int mostBody) {
    this.mostHead = mostHead;
    this.mostBody = mostBody;
  }

  /** The case of names is of no account. */
  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Takes octets up to the end of a request.
   *
   * @return the request, or {@code null} if more must come
   * @throws BadRequestException if it is none; nothing more can be read then
   */
  @Nullable Request read(ByteBuffer octets) throws BadRequestException {
    while (octets.hasRemaining()) {
      if (part == Part.BODY || part == Part.CHUNK) {
        take(octets);
        if (left == 0 && part == Part.BODY) {
          return whole();
        }
        if (left == 0) {
          part = Part.CHUNK_END;
        }
      } else {
        String next = line(octets);
        if (next != null && on(next)) {
          return whole();
        }
      }
    }
    return null;
  }

  /** Whether a request has begun. */
  boolean isBegun() {
    return head > 0;
  }

  /** Whether the head of a request has not ended yet. */
  boolean isInHead() {
    return part == Part.START || part == Part.HEADERS;
  }

  /** Whether the sender waits to be told that its body is wanted. */
  boolean isAwaitingContinue() {
    return (part == Part.BODY || part == Part.CHUNK_SIZE)
        && body.size() == 0
        && minorVersion > 0
        && lower(headers.getOrDefault("expect", "")).equals("100-continue");
  }

  /** How many octets it holds. */
  int held() {
    return head + body.size();
  }

  private Request whole() {
    Request request =
        new Request(method, target, minorVersion, Map.copyOf(headers), body.toByteArray(), held());
    headers.clear();
    headerLines = 0;
    body = new ByteArrayOutputStream(0);
    part = Part.START;
    head = 0;
    return request;
  }

  private void take(ByteBuffer octets) {
    int length = (int) Math.min(octets.remaining(), left);
    byte[] some = new byte[length];
    octets.get(some);
    body.writeBytes(some);
    left -= length;
  }

  /** The next line without its end, or {@code null} if more must come. */
  private @Nullable String line(ByteBuffer octets) throws BadRequestException {
    while (octets.hasRemaining()) {
      byte next = octets.get();
      if (next == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        line.reset();
        return withoutEnd(text);
      }
      if (++head > mostHead) {
        throw new BadRequestException(431, "a head of more than %d octets".formatted(mostHead));
      }
      line.write(next);
    }
    return null;
  }

  /** RFC 9112 (2.2) lets a lone LF pass in a head, and nowhere in a body. */
  private String withoutEnd(String text) throws BadRequestException {
    if (text.endsWith("\r")) {
      return text.substring(0, text.length() - 1);
    }
    if (part != Part.START && part != Part.HEADERS) {
      throw bad("a line of a body in chunks ends without CR");
    }
    return text;
  }

  /** Takes a line; whether the request ends with it. */
  private boolean on(String text) throws BadRequestException {
    switch (part) {
      case START -> {
        if (!text.isEmpty()) {
          start(text);
          part = Part.HEADERS;
        } else {
          // Some send an empty line behind a body.
          head = 0;
        }
      }
      case HEADERS -> {
        if (text.isEmpty()) {
          return headEnds();
        }
        header(text);
      }
      case CHUNK_SIZE -> chunk(text);
      case CHUNK_END -> {
        if (!text.isEmpty()) {
          throw bad("a chunk is longer than it says");
        }
        part = Part.CHUNK_SIZE;
      }
      case TRAILERS -> {
        return text.isEmpty();
      }
      default -> throw new IllegalStateException("no lines in " + part);
    }
    return false;
  }

  private void start(String text) throws BadRequestException {
    String[] words = text.split(" ", -1);
    if (words.length != 3
        || !TOKEN.matcher(words[0]).matches()
        || !TARGET.matcher(words[1]).matches()
        || !words[2].startsWith("HTTP/")) {
      throw bad("no line 'METHOD PATH HTTP/1.1'");
    }
    if (!words[2].matches("HTTP/1\\.\\d")) {
      throw new BadRequestException(505, "only HTTP/1.0 and HTTP/1.1");
    }
    method = words[0];
    target = path(words[1]);
    minorVersion = words[2].charAt(words[2].length() - 1) - '0';
  }

  /** A proxy may be sent the whole URL. */
  private static String path(String target) {
    String rest = target.replaceFirst("^(?i:https?)://[^/?#]*", "");
    return rest.isEmpty() || rest.startsWith("?") ? "/" + rest : rest;
  }

  private void header(String text) throws BadRequestException {
    int colon = text.indexOf(':');
    String name = colon < 0 ? "" : text.substring(0, colon);
    String value = PADDING.matcher(text.substring(colon + 1)).replaceAll("");
    if (!TOKEN.matcher(name).matches() || !VALUE.matcher(value).matches()) {
      throw bad("a header is malformed");
    }
    if (++headerLines > MOST_HEADERS) {
      throw new BadRequestException(431, "more than %d headers".formatted(MOST_HEADERS));
    }
    String key = lower(name);
    String before = headers.get(key);
    if (before != null && (key.equals("host") || key.equals("content-length"))) {
      throw bad("two headers '%s'".formatted(name));
    }
    headers.put(key, before == null ? value : before + ", " + value);
  }

  private boolean headEnds() throws BadRequestException {
    String length = headers.get("content-length");
    String coding = headers.get("transfer-encoding");
    if (coding != null) {
      if (length != null || minorVersion == 0) {
        throw bad("a header 'Transfer-Encoding' where none may be");
      }
      if (!lower(coding).equals("chunked")) {
        throw new BadRequestException(501, "no transfer coding but chunked");
      }
      part = Part.CHUNK_SIZE;
      headBeforeChunks = head;
      return false;
    }
    if (length != null && !LENGTH.matcher(length).matches()) {
      throw bad("a header 'Content-Length' that is no number");
    }
    left = length == null ? 0 : Long.parseLong(length);
    checkBody(left);
    part = Part.BODY;
    return left == 0;
  }

  private void chunk(String text) throws BadRequestException {
    var matcher = CHUNK.matcher(text);
    if (!matcher.matches()) {
      throw bad("the length of a chunk is no number");
    }
    // There may be any number of chunks.
    head = headBeforeChunks;
    left = Long.parseLong(matcher.group(1), HEXADECIMAL);
    checkBody(body.size() + left);
    part = left == 0 ? Part.TRAILERS : Part.CHUNK;
  }

  private void checkBody(long octets) throws BadRequestException {
    if (octets > mostBody) {
      throw new BadRequestException(413, "a body of more than %d octets".formatted(mostBody));
    }
  }

  private static BadRequestException bad(String message) {
    return new BadRequestException(400, message);
  }
}
