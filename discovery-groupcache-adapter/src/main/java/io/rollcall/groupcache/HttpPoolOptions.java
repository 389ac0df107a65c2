package io.rollcall.groupcache;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.check.Bounds;
import io.rollcall.discovery.endpoint.HostPort;
import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.http.HostCheck;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * How a pool works. Immutable; start from {@link #defaults()} and alter it. {@code ring} and {@code
 * replicas} must be the same in all processes of a pool.
 */
public final class HttpPoolOptions {
  private static final HttpPoolOptions DEFAULTS = new HttpPoolOptions();

  /** What a body holds besides the value and the key. */
  private static final int BODY_ROOM = 1 << 20;

  private Ring ring = Ring.GOLANG;
  private int replicas = 50;
  private String addressName = "";
  private Duration peerTimeout = Duration.ofSeconds(2);
  private int maxValue = 64 << 20;
  private int serverThreads = 64;
  private Optional<InetSocketAddress> bindAddress = Optional.empty();
  private Optional<SSLContext> sslContext = Optional.empty();
  private List<String> hosts = List.of();

  private HttpPoolOptions() {}

  private HttpPoolOptions with(Consumer<HttpPoolOptions> change) {
    HttpPoolOptions copy = new HttpPoolOptions();
    copy.ring = ring;
    copy.replicas = replicas;
    copy.addressName = addressName;
    copy.peerTimeout = peerTimeout;
    copy.maxValue = maxValue;
    copy.serverThreads = serverThreads;
    copy.bindAddress = bindAddress;
    copy.sslContext = sslContext;
    copy.hosts = hosts;
    change.accept(copy);
    return copy;
  }

  /**
   * {@link Ring#GOLANG} with 50 {@code replicas}; a member's usual address; {@code peerTimeout} 2
   * s, {@code maxValue} 64 MB, 64 {@code serverThreads}; plain HTTP.
   */
  public static HttpPoolOptions defaults() {
    return DEFAULTS;
  }

  /** With another ring. */
  public HttpPoolOptions withRing(Ring ring) {
    Objects.requireNonNull(ring, "ring");
    return with(copy -> copy.ring = ring);
  }

  /**
   * With another number of points on the ring for each peer.
   *
   * @throws IllegalArgumentException if it is not 1 to 10,000
   */
  public HttpPoolOptions withReplicas(int replicas) {
    Bounds.within("replicas", replicas, 1, 10_000);
    return with(copy -> copy.replicas = replicas);
  }

  /**
   * With another one of a member's addresses, as {@link Member#address(String)} has them: {@code
   * "cache"} for the attribute {@code address.cache}.
   */
  public HttpPoolOptions withAddressName(String name) {
    Objects.requireNonNull(name, "name");
    return with(copy -> copy.addressName = name);
  }

  /**
   * With another time that a peer has for an answer, the whole of it.
   *
   * @throws IllegalArgumentException if it is not 1 ms to 10 minutes
   */
  public HttpPoolOptions withPeerTimeout(Duration peerTimeout) {
    Bounds.within("peerTimeout", peerTimeout, Duration.ofMillis(1), Duration.ofMinutes(10));
    return with(copy -> copy.peerTimeout = peerTimeout);
  }

  /**
   * With another bound for a value that a peer sends, in octets. A longer one is an error of that
   * peer. The loader's own values are not bounded.
   *
   * @throws IllegalArgumentException if it is not 1 to 2,000,000,000
   */
  public HttpPoolOptions withMaxValue(int octets) {
    Bounds.within("maxValue", octets, 1, 2_000_000_000);
    return with(copy -> copy.maxValue = octets);
  }

  /**
   * With another number of threads that answer peers. They are made as they are needed, and end
   * when idle.
   *
   * @throws IllegalArgumentException if it is not 1 to 10,000
   */
  public HttpPoolOptions withServerThreads(int serverThreads) {
    Bounds.within("serverThreads", serverThreads, 1, 10_000);
    return with(copy -> copy.serverThreads = serverThreads);
  }

  /**
   * Binds the server here, where the host of its own URL is not an address of this machine, or not
   * the port.
   */
  public HttpPoolOptions withBindAddress(InetSocketAddress address) {
    Objects.requireNonNull(address, "address");
    return with(copy -> copy.bindAddress = Optional.of(address));
  }

  /**
   * For {@code https}: with this the server proves who it is, and peers are checked. Without it the
   * server speaks plain HTTP only, and peers are checked as the JVM does by default.
   */
  public HttpPoolOptions withSslContext(SSLContext sslContext) {
    Objects.requireNonNull(sslContext, "sslContext");
    return with(copy -> copy.sslContext = Optional.of(sslContext));
  }

  /**
   * With other names that the server and {@link HttpPool#handler} answer to, besides {@code
   * localhost}, addresses and the host of the pool's own URL. A request for any other host is
   * refused with 403, so that no web site can reach the pool by way of a name of its own.
   *
   * @throws IllegalArgumentException if one is no host without a port
   */
  public HttpPoolOptions withHosts(Collection<String> names) {
    List<String> list = List.copyOf(names);
    for (String name : list) {
      if (!HostPort.isHost(name)) {
        throw new IllegalArgumentException(
            "host '" + name + "' is no name or address without a port, as cache.example");
      }
    }
    return with(copy -> copy.hosts = list);
  }

  Ring ring() {
    return ring;
  }

  int replicas() {
    return replicas;
  }

  String addressName() {
    return addressName;
  }

  Duration peerTimeout() {
    return peerTimeout;
  }

  /** The longest body that a peer may send, in octets: the longest value, and 1 MB. */
  public int maxBody() {
    return maxValue + BODY_ROOM;
  }

  int serverThreads() {
    return serverThreads;
  }

  Optional<InetSocketAddress> bindAddress() {
    return bindAddress;
  }

  Optional<SSLContext> sslContext() {
    return sslContext;
  }

  /** For a pool with this own URL. */
  HostCheck hostCheck(WebUrl self) {
    List<String> all = new ArrayList<>(hosts);
    all.add(self.host());
    return HostCheck.addresses(all, "add it by HttpPoolOptions.withHosts");
  }
}
