package io.rollcall.groupcache;

import io.rollcall.discovery.endpoint.WebUrl;
import java.util.Optional;

/** What a peer is called: {@code http://host:port}, or with https, or with a path behind it. */
final class BaseUrl {
  private BaseUrl() {}

  /** What is wrong with it, if anything. */
  static Optional<String> fault(String url) {
    return fault(url, 1);
  }

  private static Optional<String> fault(String url, int leastPort) {
    Optional<String> fault = WebUrl.fault(url, leastPort);
    return fault.isEmpty() && url.endsWith("/") ? Optional.of("it ends with a slash") : fault;
  }

  /**
   * The same URL.
   *
   * @throws IllegalArgumentException if it is no base URL; the message names it
   */
  static String require(String url) {
    check(url, fault(url));
    return url;
  }

  /**
   * The same URL, whose port may be 0.
   *
   * @throws IllegalArgumentException if it is no base URL; the message names it
   */
  static WebUrl requireToBind(String url) {
    check(url, fault(url, 0));
    return WebUrl.toBind(url);
  }

  private static void check(String url, Optional<String> fault) {
    fault.ifPresent(
        wrong -> {
          throw new IllegalArgumentException(
              "'%s' is no base URL of a peer: %s".formatted(url, wrong));
        });
  }
}
