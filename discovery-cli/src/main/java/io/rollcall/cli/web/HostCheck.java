package io.rollcall.cli.web;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is meant for this page. Where the page is for this host alone, another site
 * could still have its own name lead to 127.0.0.1, and read the page in the browser of somebody
 * here; the name would be its own, though. Any port is right, for tunnels. Immutable.
 */
final class HostCheck {
  private static final Pattern OURS =
      Pattern.compile("(localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  private final boolean loopback;

  HostCheck(InetAddress bound) {
    this.loopback = bound.isLoopbackAddress();
  }

  /**
   * Whether it is.
   *
   * @param host the header; {@code null} from what is not a browser
   */
  boolean admits(@Nullable String host) {
    return !loopback || host == null || OURS.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
