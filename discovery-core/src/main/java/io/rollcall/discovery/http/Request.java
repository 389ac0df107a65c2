package io.rollcall.discovery.http;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request that has come whole. Immutable, but for the octets of its body. */
public final class Request {
  private static final int VERSION_1_1 = 1;

  private final String method;
  private final String path;
  private final @Nullable String query;
  private final int minorVersion;
  private final Map<String, String> headers;
  private final byte[] body;
  private final int octets;

  Request(
      String method,
      String target,
      int minorVersion,
      Map<String, String> headers,
      byte[] body,
      int octets) {
    int mark = target.indexOf('?');
    this.method = method;
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = mark < 0 ? null : target.substring(mark + 1);
    this.minorVersion = minorVersion;
    this.headers = headers;
    this.body = body;
    this.octets = octets;
  }

  /** In capitals, as it came: {@code GET}. */
  public String method() {
    return method;
  }

  /** As it was sent, still percent-encoded, without the query. */
  public String path() {
    return path;
  }

  /** What stands behind the question mark, still percent-encoded; {@code null} if there is none. */
  public @Nullable String query() {
    return query;
  }

  /** The value of a header, several joined by commas. The case of its name is of no account. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(RequestReader.lower(name)));
  }

  /** The body; empty if there is none. */
  public byte[] body() {
    return body;
  }

  /** How long it was on the wire, head and body. */
  int octets() {
    return octets;
  }

  /** Whether the connection may be used for another request. */
  boolean isKeptAlive() {
    String options = RequestReader.lower(headers.getOrDefault("connection", ""));
    return isVersion11()
        && Stream.of(options.split(",")).noneMatch(each -> each.strip().equals("close"));
  }

  /** Whether the sender knows chunks. */
  boolean isVersion11() {
    return minorVersion >= VERSION_1_1;
  }

  boolean isHead() {
    return method.equals("HEAD");
  }
}
