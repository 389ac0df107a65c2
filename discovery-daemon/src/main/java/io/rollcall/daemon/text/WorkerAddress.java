package io.rollcall.daemon.text;

import io.rollcall.discovery.feed.ListedMembership;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/** Where a worker listens, as it stands in lists: {@code 10.0.0.3:8081}, {@code [fe80::1]:8081}. */
public final class WorkerAddress {
  private static final int MOST = 255;
  private static final int LAST_PORT = 65_535;

  private WorkerAddress() {}

  /** Of a worker at this address that listens at this port. */
  public static String of(InetAddress ip, int port) {
    String host = ip.getHostAddress();
    return (ip instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
  }

  /** A port from 1 on, if that is what it is. */
  public static Optional<Integer> port(String text) {
    return text.matches("[0-9]{1,5}")
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
        && name.substring(0, colon).matches("[0-9A-Za-z._-]+|\\[[0-9A-Za-z:.%]+]");
  }

  /**
   * The names of a list joined by {@code |}; what is no name is handed to {@code dropped}. That
   * they are addresses is not asked: gdsm takes what it is told.
   */
  public static SortedSet<String> list(String joined, Consumer<String> dropped) {
    List<String> parts = joined.isEmpty() ? List.of() : List.of(joined.split("\\|", -1));
    return ListedMembership.names(parts, (part, noName) -> dropped.accept(part));
  }
}
