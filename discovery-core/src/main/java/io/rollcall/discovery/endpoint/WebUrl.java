package io.rollcall.discovery.endpoint;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL {@code http[s]://HOST[:PORT][/PATH]}, checked. Immutable. Its host may be whatever that of
 * an endpoint may be: see {@link HostPort}.
 */
public final class WebUrl {
  private static final Pattern FORM =
      Pattern.compile("(https?)://(\\[[^]/?#@]*]|[^]\\[:/?#@]*)(?::([0-9]*))?(/[^?#]*)?");
  private static final Pattern PATH =
      Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*");
  private static final int MOST_PORT = 65_535;

  private final String given;
  private final String scheme;
  private final String host;
  private final String port;
  private final String path;

  private WebUrl(String given, Matcher read) {
    this.given = given;
    this.scheme = read.group(1);
    this.host = read.group(2);
    this.port = orEmpty(read.group(3));
    this.path = orEmpty(read.group(4));
  }

  /**
   * Reads a URL to ask.
   *
   * @throws IllegalArgumentException if it is malformed; the message holds it
   */
  public static WebUrl of(String given) {
    return checked(given, 1);
  }

  /**
   * Reads a URL to listen at: its port may be 0, for one that the system chooses.
   *
   * @throws IllegalArgumentException if it is malformed; the message holds it
   */
  public static WebUrl toBind(String given) {
    return checked(given, 0);
  }

  private static WebUrl checked(String given, int leastPort) {
    Optional<String> fault = fault(given, leastPort);
    if (fault.isPresent()) {
      throw new IllegalArgumentException("URL '" + given + "': " + fault.get());
    }
    Matcher read = FORM.matcher(given);
    if (!read.matches()) {
      throw new IllegalStateException("URL '" + given + "' has no fault, and is none");
    }
    return new WebUrl(given, read);
  }

  /**
   * What is wrong with a URL, if anything.
   *
   * @param leastPort 0 or 1
   */
  public static Optional<String> fault(String given, int leastPort) {
    if (!given.startsWith("http://") && !given.startsWith("https://")) {
      return Optional.of("it begins with neither http:// nor https://");
    }
    Matcher read = FORM.matcher(given);
    if (!read.matches()) {
      return Optional.of(
          given.matches("[^?#@]*")
              ? "it must be http[s]://HOST[:PORT][/PATH]"
              : "it holds more than a host, a port and a path");
    }
    String host = read.group(2);
    if (host.isEmpty()) {
      return Optional.of("it names no host");
    }
    Optional<String> noHost = HostPort.hostFault(host);
    if (noHost.isPresent()) {
      return noHost;
    }
    String port = read.group(3);
    if (port != null && !isPort(port, leastPort)) {
      return Optional.of("its port is not %d to %,d".formatted(leastPort, MOST_PORT));
    }
    if (!PATH.matcher(orEmpty(read.group(4))).matches()) {
      return Optional.of("its path has a character that must be written as %XX");
    }
    return read.group(1).equals("https") && URI.create("https://" + host).getHost() == null
        ? Optional.of("'" + host + "' can't stand in a certificate, so https can't check it")
        : Optional.empty();
  }

  private static boolean isPort(String text, int least) {
    return text.matches("[0-9]{1,5}")
        && Integer.parseInt(text) >= least
        && Integer.parseInt(text) <= MOST_PORT;
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return scheme;
  }

  /** A name, an IPv4 address, or an IPv6 address in brackets. */
  public String host() {
    return host;
  }

  /** The port; 80 or 443 if it has none. */
  public int port() {
    if (port.isEmpty()) {
      return scheme.equals("https") ? 443 : 80;
    }
    return Integer.parseInt(port);
  }

  /** The host, and the port if it has one: what a {@code Host} header holds. */
  public String authority() {
    return port.isEmpty() ? host : host + ":" + port;
  }

  /** As it was given: empty, or beginning with a slash. Nothing of it is decoded. */
  public String path() {
    return path;
  }

  /** The same URL with this port. */
  public WebUrl withPort(int other) {
    return of(scheme + "://" + host + ":" + other + path);
  }

  /**
   * Another resource of the same server, as the JDK's HTTP client takes it. Where {@code
   * java.net.URI} can't hold the host's name it holds its address instead, which is looked up now.
   *
   * @param resource its path and query, encoded; begins with a slash
   * @throws UnknownHostException if the host has to be looked up and is unknown
   * @throws IllegalArgumentException if the resource is malformed
   */
  public URI resource(String resource) throws UnknownHostException {
    URI named = URI.create(scheme + "://" + authority() + resource);
    if (named.getHost() != null) {
      return named;
    }
    InetAddress address = InetAddress.getAllByName(host)[0];
    return URI.create(scheme + "://" + literal(address) + ":" + port() + resource);
  }

  /** A zone's name may be one that a URI can't hold either; its number is not. */
  private static String literal(InetAddress address) {
    if (address instanceof Inet6Address ipv6) {
      String text = ipv6.getHostAddress().replaceFirst("%.*", "");
      return "[" + text + (ipv6.getScopeId() == 0 ? "" : "%" + ipv6.getScopeId()) + "]";
    }
    return address.getHostAddress();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WebUrl that && given.equals(that.given);
  }

  @Override
  public int hashCode() {
    return given.hashCode();
  }

  /** As it was given. */
  @Override
  public String toString() {
    return given;
  }
}
