package io.rollcall.http;

import io.rollcall.discovery.endpoint.HostPort;
import io.rollcall.discovery.log.RareLog;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards a server against DNS rebinding: another site can make its own name lead to the address of
 * this server, and a browser inside the network then takes both for the same site. Such a request
 * names the other site as its host. Any port is right, for tunnels. Thread-safe.
 */
public final class HostCheck {
  private static final Logger log = LoggerFactory.getLogger(HostCheck.class);
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");
  private static final int SHOWN = 100;
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private final RareLog rare = new RareLog(log);
  private final boolean addresses;
  private final Set<String> names;
  private final String remedy;

  private HostCheck(boolean addresses, Collection<String> names, String remedy) {
    this.addresses = addresses;
    this.names = names.stream().map(HostCheck::lower).collect(Collectors.toUnmodifiableSet());
    this.remedy = remedy;
  }

  /**
   * For a server that is bound to loopback: admits {@code localhost} and loopback's addresses.
   *
   * @param names that it admits, too, without ports
   * @param remedy what adds a name, as {@code start it with --web-host NAME}
   */
  public static HostCheck loopback(Collection<String> names, String remedy) {
    return new HostCheck(false, names, remedy);
  }

  /**
   * For a server that others reach: admits {@code localhost}, and each address, because no site can
   * have an address for its name.
   *
   * @param names that it admits, too, without ports
   * @param remedy what adds a name, as {@code start it with --self-host NAME}
   */
  public static HostCheck addresses(Collection<String> names, String remedy) {
    return new HostCheck(true, names, remedy);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * What to answer with status 403; empty if the request is meant for this server. Logs refusals,
   * one line a second at most.
   *
   * @param asked the host that was asked, with the port if one was named
   */
  public Optional<String> refusal(String asked) {
    String host = PORT.matcher(lower(asked)).replaceFirst("");
    if (LOOPBACK.matcher(host).matches()
        || names.contains(host)
        || (addresses && HostPort.isAddress(host))) {
      return Optional.empty();
    }
    String refusal =
        "this server does not know the name '%s': ask for it as localhost or %s, or %s"
            .formatted(
                asked.length() > SHOWN ? asked.substring(0, SHOWN) + "…" : asked,
                addresses ? "by its address" : "127.0.0.1",
                remedy);
    synchronized (rare) {
      rare.warn(refusal, System.nanoTime());
    }
    return Optional.of(refusal);
  }
}
