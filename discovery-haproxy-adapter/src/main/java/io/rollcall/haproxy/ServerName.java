package io.rollcall.haproxy;

import java.nio.charset.StandardCharsets;

/**
 * What a member's server is called in HAProxy: the prefix, and the member's name. HAProxy allows
 * ASCII letters, digits and {@code -_.:} alone. Each other byte of the name's UTF-8, and the colon,
 * becomes a colon and two hexadecimal digits, so that two members never share a server.
 */
final class ServerName {
  private ServerName() {}

  static String of(String prefix, String member) {
    StringBuilder name = new StringBuilder(prefix);
    for (byte each : member.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain((char) (each & 0xFF))) {
        name.append((char) each);
      } else {
        name.append(String.format(":%02x", each & 0xFF));
      }
    }
    return name.toString();
  }

  /** Whether HAProxy takes this as a name. */
  static boolean isAllowed(String name) {
    return name.chars().allMatch(c -> c == ':' || isPlain((char) c));
  }

  /** Whether HAProxy takes this as a name, and no escape is in it. */
  static boolean isPlain(String name) {
    return name.chars().allMatch(c -> isPlain((char) c));
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }
}
