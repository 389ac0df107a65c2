package io.rollcall.discovery;

import io.rollcall.discovery.endpoint.HostPort;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a member can be reached: a host and a port, and whether to use TLS. Immutable.
 *
 * <p>As text it is {@code HOST:PORT}, where an IPv6 address stands in brackets: {@code
 * 10.0.0.1:80}, {@code [2001:db8::1]:80}, {@code db.example:80}. One of the schemes {@code tcp://},
 * {@code http://} and {@code https://} may precede it and one {@code /} follow it. A zone id
 * ({@code %eth0}) is refused, as it means nothing on another host.
 */
public final class Address {
  private static final Pattern TEXT = Pattern.compile("(?:([a-z]+)://)?(.*):([0-9]{1,9})/?");
  private static final Pattern SCHEME = Pattern.compile("tcp|https?");
  static final int MOST_PORT = 65_535;

  private final @Nullable String scheme;
  private final String host;
  private final int port;
  private final boolean secure;

  private Address(@Nullable String scheme, String host, int port, boolean secure) {
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.secure = secure;
  }

  /**
   * The address in this text.
   *
   * @throws IllegalArgumentException if it is none; the message holds the text and the reason
   */
  public static Address of(String text) {
    Optional<String> fault = fault(text);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(
          "address '" + MemberRules.printable(text) + "': " + fault.get());
    }
    return read(text);
  }

  /** The address in this text; empty if it is none. */
  public static Optional<Address> parse(String text) {
    return fault(text).isPresent() ? Optional.empty() : Optional.of(read(text));
  }

  private static Address read(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException("address '" + text + "' has no fault, and is none");
    }
    String scheme = parts.group(1);
    String host = parts.group(2);
    return new Address(
        scheme,
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(parts.group(3)),
        "https".equals(scheme));
  }

  /** A text that has a port and no host, {@code :8080}, with this host; empty if it is none. */
  static Optional<String> withHost(String text, InetAddress host) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || !parts.group(2).isEmpty()) {
      return Optional.empty();
    }
    String literal = host.getHostAddress();
    String full =
        text.substring(0, parts.start(2))
            + (host instanceof Inet6Address ? "[" + literal + "]" : literal)
            + text.substring(parts.end(2));
    return fault(full).isPresent() ? Optional.empty() : Optional.of(full);
  }

  /** Why this text is no address; empty if it is one. */
  static Optional<String> fault(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.of("it must be HOST:PORT");
    }
    String scheme = parts.group(1);
    if (scheme != null && !SCHEME.matcher(scheme).matches()) {
      return Optional.of("its scheme is not tcp, http or https");
    }
    Optional<String> host = hostFault(parts.group(2));
    if (host.isPresent()) {
      return host;
    }
    int port = Integer.parseInt(parts.group(3));
    return port >= 1 && port <= MOST_PORT
        ? Optional.empty()
        : Optional.of("port %d is not 1 to %d".formatted(port, MOST_PORT));
  }

  private static Optional<String> hostFault(String host) {
    if (host.isEmpty()) {
      return Optional.of("it has no host");
    }
    if (!HostPort.isHost(host)) {
      return Optional.of(
          "its host must be a name, an IPv4 address, or an IPv6 address in brackets");
    }
    if (!host.startsWith("[")) {
      return Optional.empty();
    }
    if (host.indexOf('%') >= 0) {
      return Optional.of("it has a zone id, which means nothing on another host");
    }
    try {
      // What stands in brackets is never looked up.
      InetAddress.getByName(host);
      return Optional.empty();
    } catch (UnknownHostException malformed) {
      return Optional.of("the text in brackets is not an IPv6 address");
    }
  }

  /** The same address, to be used with TLS or without it. */
  public Address withSecure(boolean secure) {
    return new Address(scheme, host, port, secure);
  }

  /** {@code tcp}, {@code http} or {@code https}, if the text had one. */
  public Optional<String> scheme() {
    return Optional.ofNullable(scheme);
  }

  /** A name, an IPv4 address, or an IPv6 address without brackets. */
  public String host() {
    return host;
  }

  /** 1 to 65535. */
  public int port() {
    return port;
  }

  /**
   * Whether to use TLS: the scheme is {@code https}, or {@link #withSecure} or a member said so.
   */
  public boolean isSecure() {
    return secure;
  }

  /** The host and the port, not looked up yet. */
  public InetSocketAddress unresolved() {
    return InetSocketAddress.createUnresolved(host, port);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Address that
        && Objects.equals(scheme, that.scheme)
        && host.equals(that.host)
        && port == that.port
        && secure == that.secure;
  }

  @Override
  public int hashCode() {
    return Objects.hash(scheme, host, port, secure);
  }

  /** As {@link #of} reads it: {@code [SCHEME://]HOST:PORT}. */
  @Override
  public String toString() {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return (scheme == null ? "" : scheme + "://") + bracketed + ":" + port;
  }
}
