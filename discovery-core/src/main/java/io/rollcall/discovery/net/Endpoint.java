package io.rollcall.discovery.net;

import io.rollcall.discovery.endpoint.HostPort;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One endpoint, {@code tcp://HOST:PORT} or {@code ipc://PATH}, checked. Immutable. */
public final class Endpoint {
  private static final String IPC = "ipc://";
  private static final String FORMS = "tcp://HOST:PORT or ipc://PATH";

  /** Of a Unix socket. */
  private static final HostPort NOWHERE = new HostPort("", 0);

  private final String given;
  private final HostPort at;
  private final @Nullable Path path;

  private Endpoint(String given, HostPort at, @Nullable Path path) {
    this.given = given;
    this.at = at;
    this.path = path;
  }

  /**
   * The endpoints of a list joined by commas, to bind to: a host may be {@code *}, a port 0 or
   * {@code *}.
   *
   * @throws IllegalArgumentException if one is malformed; the message holds it
   */
  public static List<Endpoint> toBind(@Nullable String list) {
    return parse(list, true);
  }

  /**
   * The endpoints of a list joined by commas, to connect to; one that stands twice is one.
   *
   * @throws IllegalArgumentException if one is malformed; the message holds it
   */
  public static List<Endpoint> toConnect(@Nullable String list) {
    Map<String, Endpoint> distinct = new LinkedHashMap<>();
    parse(list, false).forEach(each -> distinct.putIfAbsent(each.key(), each));
    return List.copyOf(distinct.values());
  }

  /** One that was read elsewhere. */
  public static Endpoint of(TcpEndpoint tcp) {
    return new Endpoint(tcp.given(), tcp.at(), null);
  }

  /** Whether it is a Unix socket. */
  public boolean isIpc() {
    return path != null;
  }

  /** As the user wrote it, with the port that was bound. */
  @Override
  public String toString() {
    return given;
  }

  /** A name, an address, an IPv6 address in brackets, or {@code *}; empty on {@code ipc://}. */
  public String host() {
    return at.host();
  }

  /** The port; 0 for one that the system chooses, and on {@code ipc://}. */
  public int port() {
    return at.port();
  }

  /** The same for all that are the same. */
  public String key() {
    return path != null ? IPC + path : tcp(at).given.toLowerCase(Locale.ROOT);
  }

  @Nullable Path path() {
    return path;
  }

  Endpoint boundAt(int boundPort) {
    return path != null ? this : tcp(new HostPort(host(), boundPort));
  }

  /** Whether it needs no lookup. */
  public boolean isAddress() {
    return at.isAddress();
  }

  private static Endpoint tcp(HostPort at) {
    return new Endpoint(HostPort.SCHEME + at.host() + ":" + at.port(), at, null);
  }

  private static List<Endpoint> parse(@Nullable String list, boolean bind) {
    return HostPort.parts(list).stream().map(given -> parseOne(given, bind)).toList();
  }

  private static Endpoint parseOne(String given, boolean bind) {
    if (given.isEmpty()) {
      throw HostPort.bad(given, "it is empty; it must be " + FORMS);
    }
    int schemeEnd = given.indexOf("://");
    if (schemeEnd < 0) {
      throw HostPort.bad(given, "it must be " + FORMS);
    }
    if (given.startsWith(IPC)) {
      return new Endpoint(given, NOWHERE, path(given));
    }
    if (!given.startsWith(HostPort.SCHEME)) {
      throw HostPort.bad(
          given, "scheme '" + given.substring(0, schemeEnd) + "' is not 'tcp' or 'ipc'");
    }
    HostPort at = HostPort.of(given, bind);
    at.checkIpv6(given);
    return new Endpoint(given, at, null);
  }

  private static Path path(String given) {
    String path = given.substring(IPC.length());
    if (path.isEmpty()) {
      throw HostPort.bad(given, "it has no path; it must be ipc://PATH");
    }
    try {
      return Path.of(path);
    } catch (InvalidPathException malformed) {
      throw HostPort.bad(given, "it is no path: " + malformed.getReason());
    }
  }
}
