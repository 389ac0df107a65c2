package io.rollcall.haproxy;

import io.rollcall.discovery.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where HAProxy's runtime API is. Immutable. */
final class Endpoint {
  private static final String UNIX = "unix://";
  private static final String TCP = "tcp://";

  /** What fits into a sockaddr_un of Linux, with the zero at its end. */
  private static final int PATH_BYTES = 107;

  private final String text;
  private final @Nullable SocketAddress fixed;
  private final @Nullable Address named;

  private Endpoint(String text, @Nullable SocketAddress fixed, @Nullable Address named) {
    this.text = text;
    this.fixed = fixed;
    this.named = named;
  }

  /**
   * Reads {@code unix:///path} or {@code tcp://host:port}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Endpoint parse(String text) {
    if (text.startsWith(UNIX + "/")) {
      return unix(text, text.substring(UNIX.length()));
    }
    Optional<Address> address = text.startsWith(TCP) ? Address.parse(text) : Optional.empty();
    if (address.isEmpty()) {
      throw new IllegalArgumentException(
          "endpoint '%s' is neither unix:///PATH nor tcp://HOST:PORT"
              .formatted(Printable.of(text)));
    }
    Optional<InetAddress> literal = Ip.literal(address.get().host());
    return literal
        .map(ip -> new Endpoint(text, new InetSocketAddress(ip, address.get().port()), null))
        .orElseGet(() -> new Endpoint(text, null, address.get()));
  }

  private static Endpoint unix(String text, String path) {
    int bytes = path.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > PATH_BYTES || path.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the path of endpoint '%s' is %d bytes, not 1 to %d without control characters"
              .formatted(Printable.of(text), bytes, PATH_BYTES));
    }
    return new Endpoint(text, UnixDomainSocketAddress.of(path), null);
  }

  /**
   * The address to connect to.
   *
   * @param hosts what is known of a host name by now
   * @throws IOException if it has a host name that is unknown, or not known yet
   */
  SocketAddress address(Function<String, Lookup> hosts) throws IOException {
    if (named == null) {
      return Objects.requireNonNull(fixed);
    }
    Lookup lookup = hosts.apply(named.host());
    if (!lookup.problem().isEmpty()) {
      throw new UnknownHostException(lookup.problem());
    }
    if (lookup.address().isEmpty()) {
      throw new IOException("host " + named.host() + " is being looked up");
    }
    return new InetSocketAddress(lookup.address().get(), named.port());
  }

  /** As it was given. */
  @Override
  public String toString() {
    return text;
  }
}
