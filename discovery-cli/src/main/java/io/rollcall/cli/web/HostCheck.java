package io.rollcall.cli.web;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is meant for this page. Where the page is for this host alone, another site
 * could still have its own name lead to 127.0.0.1, and read the page in the browser of somebody
 * here; the name would be its own, though. Any port is right, for tunnels. Immutable.
 */
final class HostCheck {
  private static final Pattern OURS =
      Pattern.compile("(localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private final boolean loopback;
  private final Set<String> names;

  /**
   * For a page that is bound to this address.
   *
   * @param names to which it answers besides its own, as those of proxies
   */
  HostCheck(InetAddress bound, Collection<String> names) {
    this.loopback = bound.isLoopbackAddress();
    this.names = names.stream().map(HostCheck::lower).collect(Collectors.toUnmodifiableSet());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it is.
   *
   * @param host the header; {@code null} from what is not a browser
   */
  boolean admits(@Nullable String host) {
    return !loopback
        || host == null
        || OURS.matcher(lower(host)).matches()
        || names.contains(PORT.matcher(lower(host)).replaceFirst(""));
  }

  /** What who is not admitted is told. */
  String refusal(String host) {
    return "this page is bound to loopback, and does not know the name '%s': ask for it as localhost"
            .formatted(host)
        + " or 127.0.0.1, or start it with --web-host NAME\n";
  }
}
