package io.rollcall.daemon.text;

import io.rollcall.discovery.net.Endpoint;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a worker listens, as it stands in lists: {@code 10.0.0.3:8081}, {@code [fe80::1]:8081}. */
public final class WorkerAddress {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");
  private static final Pattern HOST =
      Pattern.compile("[0-9A-Za-z._-]+|\\[[0-9A-Fa-f:.]+(%[0-9A-Za-z._~-]+)?]");
  private static final int MOST = 255;
  private static final int LAST_PORT = 65_535;

  private WorkerAddress() {}

  /**
   * Of a worker at this address that listens at this port. Without a zone: which interface leads to
   * a link-local address is another on each host.
   */
  public static String of(InetAddress ip, int port) {
    String host = ip.getHostAddress();
    int zone = host.indexOf('%');
    return bracketed(ip, zone < 0 ? host : host.substring(0, zone)) + ":" + port;
  }

  /** Where to dial that worker from this host; with the zone, if there is one. */
  public static Endpoint endpoint(InetAddress ip, int port) {
    return Endpoint.toConnect("tcp://" + bracketed(ip, ip.getHostAddress()) + ":" + port).get(0);
  }

  private static String bracketed(InetAddress ip, String host) {
    return ip instanceof Inet6Address ? "[" + host + "]" : host;
  }

  /** A port from 1 on, if that is what it is. */
  public static Optional<Integer> port(String text) {
    return DIGITS.matcher(text).matches()
        ? Optional.of(Integer.parseInt(text)).filter(port -> port >= 1 && port <= LAST_PORT)
        : Optional.empty();
  }

  /** The host of an address, an IPv6 address without its brackets; of another name all of it. */
  public static String host(String address) {
    if (!isAddress(address)) {
      return address;
    }
    String host = address.substring(0, address.lastIndexOf(':'));
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** Whether it is an address: a host or an IP, a colon and a port. */
  public static boolean isAddress(String name) {
    int colon = name.lastIndexOf(':');
    return name.length() <= MOST
        && colon > 0
        && port(name.substring(colon + 1)).isPresent()
        && HOST.matcher(name.substring(0, colon)).matches();
  }
}
