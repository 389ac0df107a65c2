package io.rollcall.discovery.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an endpoint {@code tcp://HOST:PORT} leads, checked. Immutable.
 *
 * <p>This is the one grammar of hosts, for URLs too. It takes what container networks call their
 * services, so {@code _} may stand in a name, as {@code java.net.URI} does not allow.
 *
 * @param host a name, an address, an IPv6 address in brackets, or {@code *}
 * @param port 0 for one that the system chooses
 */
public record HostPort(String host, int port) {
  /** What such an endpoint begins with. */
  public static final String SCHEME = "tcp://";

  private static final String FORM = "it must be tcp://HOST:PORT";
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_][0-9A-Za-z._-]{0,252}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+");

  /** The interface that leads to a link-local address, by its name or number, as in RFC 6874. */
  private static final Pattern ZONE = Pattern.compile("[0-9A-Za-z._~-]+");

  // A record's own equals and hashCode load ObjectMethods at their first call: see "A fresh JVM"
  // in docs/internals/architecture.md.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostPort that && host.equals(that.host) && port == that.port;
  }

  @Override
  public int hashCode() {
    return host.hashCode() * 31 + port;
  }

  /**
   * The endpoints of a list joined by commas, not checked yet.
   *
   * @throws IllegalArgumentException if there is no list
   */
  public static List<String> parts(@Nullable String list) {
    if (list == null) {
      throw new IllegalArgumentException("endpoint is null");
    }
    List<String> parts = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      parts.add(part.strip());
    }
    return parts;
  }

  /**
   * Reads the endpoint {@code given}, which begins with {@link #SCHEME}.
   *
   * @param bind whether the host may be {@code *}, and the port 0 or {@code *}
   * @throws IllegalArgumentException if it is malformed; the message holds it
   */
  public static HostPort of(String given, boolean bind) {
    String rest = given.substring(SCHEME.length());
    int colon = rest.lastIndexOf(':');
    if (colon < 0 || rest.endsWith("]")) {
      throw bad(given, "it has no port; " + FORM);
    }
    String host = rest.substring(0, colon);
    checkHost(given, host, bind);
    return new HostPort(host, port(given, rest.substring(colon + 1), bind));
  }

  private static void checkHost(String given, String host, boolean bind) {
    if (host.isEmpty()) {
      throw bad(given, "it has no host; " + FORM);
    }
    if (host.equals("*") && !bind) {
      throw bad(given, "'*' can be bound but not connected to");
    }
    Optional<String> fault = host.equals("*") ? Optional.empty() : hostFault(host);
    if (fault.isPresent()) {
      throw bad(given, fault.get());
    }
  }

  /**
   * Whether this is a name, an IPv4 address, or an IPv6 address in brackets, perhaps with a zone.
   */
  public static boolean isHost(String text) {
    return hostFault(text).isEmpty();
  }

  /** Why this is no host, if it is none. Whether an IPv6 address is whole is not looked at. */
  static Optional<String> hostFault(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return bracketedFault(host);
    }
    boolean numeric = DIGITS_AND_DOTS.matcher(host).matches();
    return NAME.matcher(host).matches() && (!numeric || IPV4.matcher(host).matches())
        ? Optional.empty()
        : Optional.of("'" + host + "' is no host; an IPv6 address stands in brackets");
  }

  private static Optional<String> bracketedFault(String host) {
    int percent = host.indexOf('%');
    String zone = percent < 0 ? "" : host.substring(percent + 1, host.length() - 1);
    if (percent >= 0 && !ZONE.matcher(zone).matches()) {
      return Optional.of(
          "'%s' in '%s' is no zone id: it must be letters, digits, '.', '_', '~' and '-'"
              .formatted(zone, host));
    }
    return IPV6.matcher(address(host)).matches()
        ? Optional.empty()
        : Optional.of("'" + host + "' is no IPv6 address");
  }

  /** What stands in brackets, without the zone. */
  private static String address(String host) {
    int percent = host.indexOf('%');
    return host.substring(1, percent < 0 ? host.length() - 1 : percent);
  }

  private static int port(String given, String text, boolean bind) {
    if (bind && text.equals("*")) {
      return 0;
    }
    int least = bind ? 0 : 1;
    int port = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : -1;
    if (port < least || port > 65535) {
      throw bad(given, "port '" + text + "' is not " + least + " to 65535");
    }
    return port;
  }

  /**
   * Checks what stands in brackets, which is never looked up.
   *
   * @throws IllegalArgumentException if it is no IPv6 address, or its zone is no interface of this
   *     host; the message holds {@code given}
   */
  public void checkIpv6(String given) {
    if (!isIpv6()) {
      return;
    }
    String address = "[" + address(host) + "]";
    try {
      InetAddress.getByName(address);
    } catch (UnknownHostException malformed) {
      throw bad(given, "'" + host + "' is no IPv6 address: " + malformed.getMessage());
    }
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException noInterface) {
      throw bad(given, "the zone of '" + host + "': " + noInterface.getMessage());
    }
  }

  /** Whether the host is an IPv6 address. */
  public boolean isIpv6() {
    return host.startsWith("[");
  }

  /** Whether the host is an address and no name. */
  public boolean isAddress() {
    return isIpv6() || IPV4.matcher(host).matches();
  }

  /** Whether this is an IPv4 address, or an IPv6 address in brackets, perhaps with a zone. */
  public static boolean isAddress(String text) {
    return isHost(text) && new HostPort(text, 0).isAddress();
  }

  /** What is wrong with the endpoint {@code given}. */
  public static IllegalArgumentException bad(String given, String why) {
    return new IllegalArgumentException("endpoint '" + given + "': " + why);
  }
}
