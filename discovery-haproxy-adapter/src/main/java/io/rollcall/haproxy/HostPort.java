package io.rollcall.haproxy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port, as somebody wrote them: {@code 10.0.0.1:80}, {@code [::1]:80}, {@code
 * db.example:80}. A scheme {@code tcp://}, {@code http://} or {@code https://} may stand before
 * them and one {@code /} behind.
 *
 * @param host an IP literal without brackets, or a name
 */
record HostPort(String host, int port) {
  private static final Pattern TEXT = Pattern.compile("(?:(?:tcp|https?)://)?(.+):([0-9]{1,5})/?");

  /** What stands in this text; empty if it is none. */
  static Optional<HostPort> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group(1);
    int port = Integer.parseInt(matcher.group(2));
    if (!io.rollcall.discovery.endpoint.HostPort.isHost(host) || port < 1 || port > 65_535) {
      return Optional.empty();
    }
    if (!host.startsWith("[")) {
      return Optional.of(new HostPort(host, port));
    }
    // HAProxy knows no zones, and what is no address must not get into a command.
    String address = host.substring(1, host.length() - 1);
    return Ip.literal(address).map(ip -> new HostPort(address, port));
  }
}
