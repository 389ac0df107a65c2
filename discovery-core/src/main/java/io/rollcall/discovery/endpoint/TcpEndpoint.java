package io.rollcall.discovery.endpoint;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of ZeroMQ, {@code tcp://HOST:PORT}, checked. Immutable.
 *
 * @param given as the user wrote it
 * @param at where it leads
 */
public record TcpEndpoint(String given, HostPort at) {

  /**
   * The endpoints of a list joined by commas, to bind to: the host may be {@code *}, the port 0 or
   * {@code *}.
   *
   * @throws IllegalArgumentException if one is malformed; the message holds it
   */
  public static List<TcpEndpoint> toBind(@Nullable String list) {
    return parse(list, true);
  }

  /**
   * The endpoints of a list joined by commas, to connect to; one that stands twice is one.
   *
   * @throws IllegalArgumentException if one is malformed; the message holds it
   */
  public static List<TcpEndpoint> toConnect(@Nullable String list) {
    Map<String, TcpEndpoint> distinct = new LinkedHashMap<>();
    for (TcpEndpoint each : parse(list, false)) {
      distinct.putIfAbsent(each.key(), each);
    }
    return List.copyOf(distinct.values());
  }

  /** A name, an address, an IPv6 address in brackets, or {@code *}. */
  public String host() {
    return at.host();
  }

  /**
   * A list of endpoints to connect to in one form: the same for lists that mean the same.
   *
   * @throws IllegalArgumentException if one is malformed; the message holds it
   */
  public static String canonical(@Nullable String list) {
    Set<String> keys = new TreeSet<>();
    for (TcpEndpoint each : toConnect(list)) {
      keys.add(each.key());
    }
    return String.join(",", keys);
  }

  // A record's own equals and hashCode load ObjectMethods at their first call: see "A fresh JVM"
  // in docs/internals/architecture.md.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TcpEndpoint that && given.equals(that.given) && at.equals(that.at);
  }

  @Override
  public int hashCode() {
    return given.hashCode() * 31 + at.hashCode();
  }

  /** As ZeroMQ wants it. */
  public String address() {
    return HostPort.SCHEME + host() + ":" + (at.port() == 0 ? "*" : String.valueOf(at.port()));
  }

  /** The same for all that are the same. */
  public String key() {
    return address().toLowerCase(Locale.ROOT);
  }

  /** One of the addresses of its host. */
  public TcpEndpoint at(InetAddress address) {
    String literal = address.getHostAddress();
    String host = address instanceof Inet6Address ? "[" + literal + "]" : literal;
    return new TcpEndpoint(given + " (" + literal + ")", new HostPort(host, at.port()));
  }

  /** As the user wrote it, with the port that was bound. */
  public String boundAt(int boundPort) {
    return HostPort.SCHEME + host() + ":" + boundPort;
  }

  /** Whether it needs no lookup. */
  public boolean isAddress() {
    return at.isAddress() || host().equals("localhost");
  }

  /** Whether its host is an IPv6 address. */
  public boolean isIpv6() {
    return at.isIpv6();
  }

  private static List<TcpEndpoint> parse(@Nullable String list, boolean bind) {
    List<TcpEndpoint> parsed = new ArrayList<>();
    for (String given : HostPort.parts(list)) {
      parsed.add(parseOne(given, bind));
    }
    return parsed;
  }

  private static TcpEndpoint parseOne(String given, boolean bind) {
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
    return new TcpEndpoint(given, at);
  }
}
