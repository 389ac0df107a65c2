package io.rollcall.mesh;

import io.rollcall.discovery.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a node listens, how long it waits, and how much it takes. Immutable. Start from the defaults
 * and change them:
 *
 * <pre>{@code
 * var strict = MeshOptions.defaults().withStrict(true);
 * var small = MeshOptions.builder().mostOctets(65_536).concurrency(16).build();
 * }</pre>
 *
 * <p>Each value is checked when it is set. The accessor of each option says what it does.
 */
public final class MeshOptions {
  private final Values values;

  MeshOptions(Values values) {
    this.values = values;
  }

  /** One value for each option; the builder has checked them. */
  record Values(
      Options discovery,
      String urlServer,
      String urlPubSub,
      String bind,
      int portScan,
      Duration requestTimeout,
      Duration retryInterval,
      Duration retryTimeout,
      Duration sendInterval,
      Duration connectTimeout,
      Duration pingInterval,
      boolean strict,
      boolean guests,
      int concurrency,
      int mostOctets,
      int queueOctets,
      Optional<Executor> handlers) {}

  /** Every option at the default that its accessor names. */
  public static MeshOptions defaults() {
    return builder().build();
  }

  /**
   * Reads options from a file with a JSON object, by the keys of Diarkis: {@code address}, {@code
   * nic}, {@code port}, {@code marsAddress}, {@code marsPort}, {@code marsAddressCacheTTL}, {@code
   * retryInterval}, {@code retryTimeout}, {@code strictCheckForExternal} and {@code sendInterval}.
   * The variables {@code DIARKIS_MARS_ADDR} and {@code DIARKIS_MARS_PORT} go before the file. The
   * guide to the mesh says what each key means.
   *
   * <p>It needs the library {@code tools.jackson.core:jackson-databind}.
   *
   * @throws io.rollcall.discovery.DiscoveryException if the file can't be read, or the library is
   *     not there
   * @throws IllegalArgumentException if the file is no JSON object, a key is unknown, or a value is
   *     out of its bound
   */
  public static MeshOptions load(Path file) {
    return MeshFile.load(file, System.getenv());
  }

  /** A builder that begins with {@link #defaults()}. */
  public static MeshOptionsBuilder builder() {
    return new MeshOptionsBuilder();
  }

  /** A builder that begins with these options. */
  public MeshOptionsBuilder toBuilder() {
    return new MeshOptionsBuilder(values);
  }

  /** Options of the membership: cluster, security, executor of callbacks, environment. */
  public Options discovery() {
    return values.discovery();
  }

  /** With another {@link #discovery()}. */
  public MeshOptions withDiscovery(Options discovery) {
    return toBuilder().discovery(discovery).build();
  }

  /**
   * Where {@link Mesh#start(io.rollcall.discovery.Member, MeshOptions)} joins; empty by default.
   */
  public String urlServer() {
    return values.urlServer();
  }

  /** Where the same servers publish; empty by default. */
  public String urlPubSub() {
    return values.urlPubSub();
  }

  /**
   * With other servers to join.
   *
   * @throws IllegalArgumentException if an endpoint is malformed
   */
  public MeshOptions withServer(String urlServer, String urlPubSub) {
    return toBuilder().server(urlServer, urlPubSub).build();
  }

  /**
   * Where the node listens, {@code tcp://HOST:PORT}; port 0 for a free one, host {@code *} for all
   * interfaces. {@code tcp://*:0} by default.
   */
  public String bind() {
    return values.bind();
  }

  /**
   * With another {@link #bind()}.
   *
   * @throws IllegalArgumentException if it is not one such endpoint
   */
  public MeshOptions withBind(String bind) {
    return toBuilder().bind(bind).build();
  }

  /**
   * How many further ports are tried, one after the other, if that of {@link #bind()} is taken; 0
   * to 65535, 0 by default.
   */
  public int portScan() {
    return values.portScan();
  }

  /**
   * With another {@link #portScan()}.
   *
   * @throws IllegalArgumentException if it is not 0 to 65535
   */
  public MeshOptions withPortScan(int portScan) {
    return toBuilder().portScan(portScan).build();
  }

  /**
   * How long a request waits for its answer, unless it says otherwise; 1 ms to 1 hour, 3 s by
   * default.
   */
  public Duration requestTimeout() {
    return values.requestTimeout();
  }

  /**
   * With another {@link #requestTimeout()}.
   *
   * @throws IllegalArgumentException if it is not 1 ms to 1 hour
   */
  public MeshOptions withRequestTimeout(Duration requestTimeout) {
    return toBuilder().requestTimeout(requestTimeout).build();
  }

  /** After how long {@link Mesh#send} repeats a message; 10 ms to 1 minute, 1 s by default. */
  public Duration retryInterval() {
    return values.retryInterval();
  }

  /**
   * With another {@link #retryInterval()}.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 1 minute
   */
  public MeshOptions withRetryInterval(Duration retryInterval) {
    return toBuilder().retryInterval(retryInterval).build();
  }

  /** After how long {@link Mesh#send} gives a message up; 10 ms to 1 minute, 3 s by default. */
  public Duration retryTimeout() {
    return values.retryTimeout();
  }

  /**
   * With another {@link #retryTimeout()}.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 1 minute
   */
  public MeshOptions withRetryTimeout(Duration retryTimeout) {
    return toBuilder().retryTimeout(retryTimeout).build();
  }

  /**
   * How long messages wait for others to the same node, to be sent together; 0 to 1 s, 0 by
   * default. Requests do not wait. Whatever is sent at the same moment goes together anyway.
   */
  public Duration sendInterval() {
    return values.sendInterval();
  }

  /**
   * With another {@link #sendInterval()}.
   *
   * @throws IllegalArgumentException if it is not 0 to 1 s
   */
  public MeshOptions withSendInterval(Duration sendInterval) {
    return toBuilder().sendInterval(sendInterval).build();
  }

  /** How long the host of a node may take to answer; 10 ms to 1 minute, 1 s by default. */
  public Duration connectTimeout() {
    return values.connectTimeout();
  }

  /**
   * With another {@link #connectTimeout()}.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 1 minute
   */
  public MeshOptions withConnectTimeout(Duration connectTimeout) {
    return toBuilder().connectTimeout(connectTimeout).build();
  }

  /**
   * After how much silence a node that owes an answer is pinged; 10 ms to 1 minute, 500 ms by
   * default. Three pings without an answer end the link.
   */
  public Duration pingInterval() {
    return values.pingInterval();
  }

  /**
   * With another {@link #pingInterval()}.
   *
   * @throws IllegalArgumentException if it is not 10 ms to 1 minute
   */
  public MeshOptions withPingInterval(Duration pingInterval) {
    return toBuilder().pingInterval(pingInterval).build();
  }

  /** Whether only those in the roster are let in; {@code false} by default. */
  public boolean strict() {
    return values.strict();
  }

  /** With another {@link #strict()}. */
  public MeshOptions withStrict(boolean strict) {
    return toBuilder().strict(strict).build();
  }

  /** Whether a strict node lets guests in, too; {@code false} by default. */
  public boolean guests() {
    return values.guests();
  }

  /** With another {@link #guests()}. */
  public MeshOptions withGuests(boolean guests) {
    return toBuilder().guests(guests).build();
  }

  /**
   * How many handlers run at once for one link; 1 to 100,000, 256 by default. All links together
   * have 16 times as many.
   */
  public int concurrency() {
    return values.concurrency();
  }

  /**
   * With another {@link #concurrency()}.
   *
   * @throws IllegalArgumentException if it is not 1 to 100,000
   */
  public MeshOptions withConcurrency(int concurrency) {
    return toBuilder().concurrency(concurrency).build();
  }

  /** How many octets a payload may have; 1,024 to 100,000,000, 10,000,000 by default. */
  public int mostOctets() {
    return values.mostOctets();
  }

  /**
   * With another {@link #mostOctets()}.
   *
   * @throws IllegalArgumentException if it is not 1,024 to 100,000,000
   */
  public MeshOptions withMostOctets(int mostOctets) {
    return toBuilder().mostOctets(mostOctets).build();
  }

  /** How many octets may wait to be sent on one link; 65,536 to 2^30, 32 MiB by default. */
  public int queueOctets() {
    return values.queueOctets();
  }

  /**
   * With another {@link #queueOctets()}.
   *
   * @throws IllegalArgumentException if it is not 65,536 to 2^30
   */
  public MeshOptions withQueueOctets(int queueOctets) {
    return toBuilder().queueOctets(queueOctets).build();
  }

  /**
   * Where handlers run. If empty, the default: on virtual threads, or on a pool where the JDK has
   * none.
   */
  public Optional<Executor> handlers() {
    return values.handlers();
  }

  /** With these {@link #handlers()}. */
  public MeshOptions withHandlers(Executor handlers) {
    return toBuilder().handlers(handlers).build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MeshOptions that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "MeshOptions" + values.toString().substring(Values.class.getSimpleName().length());
  }
}
