package io.rollcall.haproxy;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text and back, without a question to DNS. */
final class Ip {
  private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*");

  private Ip() {}

  /** The address in this text; empty if it is a name, or nothing of the kind. */
  static Optional<InetAddress> literal(String text) {
    try {
      if (V4.matcher(text).matches()) {
        return octets(text);
      }
      // In brackets Java takes it for an address and never for a name.
      return V6.matcher(text).matches()
          ? Optional.of(InetAddress.getByName("[" + text + "]"))
          : Optional.empty();
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> octets(String text) throws UnknownHostException {
    byte[] address = new byte[4];
    int at = 0;
    for (String part : text.split("\\.", -1)) {
      int octet = Integer.parseInt(part);
      if (octet > 255) {
        return Optional.empty();
      }
      address[at++] = (byte) octet;
    }
    return Optional.of(InetAddress.getByAddress(address));
  }

  /** Whether a server can have this address, and HAProxy be told of it. */
  static boolean isServers(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isMulticastAddress()
        && (address instanceof Inet4Address || ((Inet6Address) address).getScopeId() == 0);
  }

  static boolean isV6(InetAddress address) {
    return address instanceof Inet6Address;
  }

  static String text(InetAddress address) {
    return address.getHostAddress();
  }
}
