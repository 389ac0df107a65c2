package io.rollcall.discovery.zmq;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint, {@code tcp://HOST:PORT}, checked. Immutable.
 *
 * @param given as the user wrote it
 * @param host a name, an address, an IPv6 address in brackets, or {@code *}
 * @param port 0 for one that the system chooses
 */
record Endpoint(String given, String host, int port) {
  private static final String SCHEME = "tcp://";
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
  private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";

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

  /** As ZeroMQ wants it. */
  String address() {
    return SCHEME + host + ":" + (port == 0 ? "*" : String.valueOf(port));
  }

  /** The same for all that are the same. */
  String key() {
    return address().toLowerCase(Locale.ROOT);
  }

  /** One of the addresses of its host. */
  Endpoint at(InetAddress address) {
    String literal = address.getHostAddress();
    return new Endpoint(
        given + " (" + literal + ")",
        address instanceof Inet6Address ? "[" + literal + "]" : literal,
        port);
  }

  /** As the user wrote it, with the port that was bound. */
  String boundAt(int boundPort) {
    return SCHEME + host + ":" + boundPort;
  }

  /** Whether it needs no lookup. */
  boolean isAddress() {
    return isIpv6() || host.equals("localhost") || host.matches(IPV4);
  }

  boolean isIpv6() {
    return host.startsWith("[");
  }

  private static List<Endpoint> parse(@Nullable String list, boolean bind) {
    if (list == null) {
      throw new IllegalArgumentException("endpoint is null");
    }
    List<Endpoint> endpoints = new ArrayList<>();
    for (String each : list.split(",", -1)) {
      endpoints.add(parseOne(each.strip(), bind));
    }
    return endpoints;
  }

  private static Endpoint parseOne(String given, boolean bind) {
    if (given.isEmpty()) {
      throw bad(given, "it is empty; it must be tcp://HOST:PORT");
    }
    int schemeEnd = given.indexOf("://");
    if (schemeEnd < 0) {
      throw bad(given, "it must be tcp://HOST:PORT");
    }
    if (!given.startsWith(SCHEME)) {
      throw bad(given, "scheme '" + given.substring(0, schemeEnd) + "' is not 'tcp'");
    }
    String rest = given.substring(SCHEME.length());
    int colon = rest.lastIndexOf(':');
    if (colon < 0 || rest.endsWith("]")) {
      throw bad(given, "it has no port; it must be tcp://HOST:PORT");
    }
    String host = rest.substring(0, colon);
    checkHost(given, host, bind);
    return new Endpoint(given, host, port(given, rest.substring(colon + 1), bind));
  }

  private static void checkHost(String given, String host, boolean bind) {
    if (host.isEmpty()) {
      throw bad(given, "it has no host; it must be tcp://HOST:PORT");
    }
    if (host.equals("*") && !bind) {
      throw bad(given, "'*' can be bound but not connected to");
    }
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String inner = bracketed ? host.substring(1, host.length() - 1) : host;
    String allowed = bracketed ? "[0-9A-Fa-f:.%a-z]+" : "\\*|[0-9A-Za-z._-]+";
    boolean numeric = inner.matches("[0-9.]+");
    if (!inner.matches(allowed) || (numeric && !inner.matches(IPV4))) {
      throw bad(given, "'" + host + "' is no host; an IPv6 address stands in brackets");
    }
    if (bracketed && !bind) {
      checkIpv6(given, host);
    }
  }

  /** What stands in brackets is never looked up. */
  private static void checkIpv6(String given, String host) {
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException malformed) {
      throw bad(given, "'" + host + "' is no IPv6 address: " + malformed.getMessage());
    }
  }

  private static int port(String given, String text, boolean bind) {
    if (bind && text.equals("*")) {
      return 0;
    }
    int least = bind ? 0 : 1;
    int port = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (port < least || port > 65535) {
      throw bad(given, "port '" + text + "' is not " + least + " to 65535");
    }
    return port;
  }

  private static IllegalArgumentException bad(String given, String why) {
    return new IllegalArgumentException("endpoint '" + given + "': " + why);
  }
}
