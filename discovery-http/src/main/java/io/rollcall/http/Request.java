package io.rollcall.http;

import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that has come whole. Immutable, but for its body, which one thread reads. */
public final class Request {
  private final String method;
  private final String host;
  private final String path;
  private final @Nullable String query;
  private final Body body;

  Request(org.eclipse.jetty.server.Request head, Body body) {
    this.method = head.getMethod();
    this.host = Optional.ofNullable(head.getHttpURI().getAuthority()).orElse("");
    this.path = Optional.ofNullable(head.getHttpURI().getPath()).orElse("/");
    this.query = head.getHttpURI().getQuery();
    this.body = body;
  }

  /** In capitals, as it came: {@code GET}. */
  public String method() {
    return method;
  }

  /**
   * The host that was asked, with the port if one was named: what stands in the target if that is a
   * whole URL, otherwise the header {@code Host}, and {@code localhost} for HTTP/1.0 without one.
   */
  public String host() {
    return host;
  }

  /** As it was sent, still percent-encoded, without the query. */
  public String path() {
    return path;
  }

  /** What stands behind the question mark, still percent-encoded; {@code null} if there is none. */
  public @Nullable String query() {
    return query;
  }

  /**
   * The body; empty if there is none. It is in memory, and can be read once: what has been read is
   * let go. Closing it does nothing.
   */
  public InputStream body() {
    return body;
  }
}
