package io.rollcall.groupcache;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What a peer is called: {@code http://host:port}, or with https, or with a path behind it. */
final class BaseUrl {
  private static final int NO_PORT = -1;
  private static final int MOST_PORT = 65_535;

  private BaseUrl() {}

  /** What is wrong with it, if anything. */
  static Optional<String> fault(String url) {
    return fault(url, 1);
  }

  private static Optional<String> fault(String url, int leastPort) {
    URI parsed;
    try {
      parsed = new URI(url);
    } catch (URISyntaxException malformed) {
      return Optional.of("it is no URL");
    }
    String scheme = parsed.getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      return Optional.of("it begins with neither http:// nor https://");
    }
    if (parsed.getHost() == null) {
      return Optional.of("it names no host");
    }
    int port = parsed.getPort();
    if (port != NO_PORT && (port < leastPort || port > MOST_PORT)) {
      return Optional.of("its port is not %d to 65,535".formatted(leastPort));
    }
    if (parsed.getRawUserInfo() != null
        || parsed.getRawQuery() != null
        || parsed.getRawFragment() != null) {
      return Optional.of("it holds more than a host, a port and a path");
    }
    return parsed.getRawPath().endsWith("/")
        ? Optional.of("it ends with a slash")
        : Optional.empty();
  }

  /**
   * The same URL.
   *
   * @throws IllegalArgumentException if it is no base URL; the message names it
   */
  static String require(String url) {
    return require(url, fault(url));
  }

  /**
   * The same URL, whose port may be 0.
   *
   * @throws IllegalArgumentException if it is no base URL; the message names it
   */
  static String requireToBind(String url) {
    return require(url, fault(url, 0));
  }

  private static String require(String url, Optional<String> fault) {
    fault.ifPresent(
        wrong -> {
          throw new IllegalArgumentException(
              "'%s' is no base URL of a peer: %s".formatted(url, wrong));
        });
    return url;
  }

  static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return url.getScheme().equals("https") ? 443 : 80;
  }
}
