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
  private static final Pattern TEXT =
      Pattern.compile("(?:(?:tcp|https?)://)?(?:\\[([^\\[\\]]*)\\]|([^:/\\[\\]]+)):([0-9]{1,5})/?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})");
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");

  /** What stands in this text; empty if it is none. */
  static Optional<HostPort> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean bracketed = matcher.group(1) != null;
    String host = bracketed ? matcher.group(1) : matcher.group(2);
    int port = Integer.parseInt(matcher.group(3));
    boolean good = Ip.literal(host).isPresent() || (!bracketed && isName(host));
    return good && port >= 1 && port <= 65_535
        ? Optional.of(new HostPort(host, port))
        : Optional.empty();
  }

  /** Java would read some numbers, such as 127.1, as addresses too. */
  private static boolean isName(String host) {
    return NAME.matcher(host).matches() && !NUMERIC.matcher(host).matches();
  }
}
