package io.rollcall.discovery.zmq;

import io.rollcall.discovery.endpoint.HostPort;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint, {@code tcp://HOST:PORT}, checked. Immutable.
 *
 * @param given as the user wrote it
 * @param at where it leads
 */
record Endpoint(String given, HostPort at) {

  /**
   * The endpoints of a list joined by commas, to bind to: the host may be {@code *}, the port 0 or
   * {@code *}.
   *
   * @throws IllegalArgumentException if one is malformed; the message holds it
   */
  static List<Endpoint> toBind(@Nullable String list) {
    return parse(list, true);
  }

  /**
   * The endpoints of a list joined by commas, to connect to; one that stands twice is one.
   *
   * @throws IllegalArgumentException if one is malformed; the message holds it
   */
  static List<Endpoint> toConnect(@Nullable String list) {
    Map<String, Endpoint> distinct = new LinkedHashMap<>();
    parse(list, false).forEach(each -> distinct.putIfAbsent(each.key(), each));
    return List.copyOf(distinct.values());
  }

  String host() {
    return at.host();
  }

  // Written out, as a record's own costs the first to need it some milliseconds: the JVM makes it
  // up.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Endpoint that && given.equals(that.given) && at.equals(that.at);
  }

  @Override
  public int hashCode() {
    return given.hashCode() * 31 + at.hashCode();
  }

  /** As ZeroMQ wants it. */
  String address() {
    return HostPort.SCHEME + host() + ":" + (at.port() == 0 ? "*" : String.valueOf(at.port()));
  }

  /** The same for all that are the same. */
  String key() {
    return address().toLowerCase(Locale.ROOT);
  }

  /** One of the addresses of its host. */
  Endpoint at(InetAddress address) {
    String literal = address.getHostAddress();
    String host = address instanceof Inet6Address ? "[" + literal + "]" : literal;
    return new Endpoint(given + " (" + literal + ")", new HostPort(host, at.port()));
  }

  /** As the user wrote it, with the port that was bound. */
  String boundAt(int boundPort) {
    return HostPort.SCHEME + host() + ":" + boundPort;
  }

  /** Whether it needs no lookup. */
  boolean isAddress() {
    return at.isAddress() || host().equals("localhost");
  }

  boolean isIpv6() {
    return at.isIpv6();
  }

  private static List<Endpoint> parse(@Nullable String list, boolean bind) {
    return HostPort.parts(list).stream().map(given -> parseOne(given, bind)).toList();
  }

  private static Endpoint parseOne(String given, boolean bind) {
    if (given.isEmpty()) {
      throw HostPort.bad(given, "it is empty; it must be tcp://HOST:PORT");
    }
    int schemeEnd = given.indexOf("://");
    if (schemeEnd < 0) {
      throw HostPort.bad(given, "it must be tcp://HOST:PORT");
    }
    if (!given.startsWith(HostPort.SCHEME)) {
      throw HostPort.bad(given, "scheme '" + given.substring(0, schemeEnd) + "' is not 'tcp'");
    }
    HostPort at = HostPort.of(given, bind);
    if (!bind) {
      at.checkIpv6(given);
    }
    return new Endpoint(given, at);
  }
}
