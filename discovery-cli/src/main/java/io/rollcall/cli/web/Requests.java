package io.rollcall.cli.web;

import io.rollcall.discovery.endpoint.WebUrl;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/** Requests to servers whose name may be one that the JDK's client can't be given. */
public final class Requests {
  static {
    // Read once in each JVM, when its client is first used.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private static final boolean HOST_ALLOWED = isHostAllowed();

  private Requests() {}

  /** A client for them. */
  public static HttpClient.Builder client() {
    return HttpClient.newBuilder();
  }

  /**
   * A request of a resource, with the server's name in its {@code Host} header; with its address
   * there if the name can't be given to the client and somebody used it before.
   *
   * @param resource its path and query, encoded; begins with a slash
   * @throws UnknownHostException if the server's name has to be looked up here and is unknown
   */
  public static HttpRequest.Builder of(WebUrl server, String resource) throws UnknownHostException {
    URI uri = server.resource(resource);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return uri.getHost().equals(server.host()) || !HOST_ALLOWED
        ? request
        : request.header("Host", server.authority());
  }

  private static boolean isHostAllowed() {
    try {
      HttpRequest.newBuilder().header("Host", "a");
      return true;
    } catch (IllegalArgumentException restricted) {
      return false;
    }
  }
}
