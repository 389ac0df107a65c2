package io.rollcall.mesh;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.net.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a node listens, how long it waits, and how much it takes. Immutable.
 *
 * @param discovery of the membership: cluster, security, executor of callbacks, environment
 * @param bind where the node listens, {@code tcp://HOST:PORT}; port 0 for a free one, host {@code
 *     *} for all interfaces
 * @param portScan how many further ports are tried, one after the other, if that one is taken; 0 to
 *     65535
 * @param requestTimeout how long a request waits for its answer, unless it says otherwise; 1 ms to
 *     1 hour
 * @param retryInterval after how long {@link Mesh#send} repeats a message; 10 ms to 1 minute
 * @param retryTimeout after how long it gives the message up; 10 ms to 1 minute
 * @param connectTimeout how long the host of a node may take to answer; 10 ms to 1 minute
 * @param pingInterval after how much silence a node that owes an answer is pinged; three pings
 *     without an answer end the link; 10 ms to 1 minute
 * @param strict whether only those in the roster are let in
 * @param guests whether guests are let in even so
 * @param concurrency how many handlers run at once for one link; 1 to 100,000. All links together
 *     have 16 times as many
 * @param mostOctets of a payload; 1,024 to 100,000,000
 * @param queueOctets that wait to be sent on one link; 65,536 to 2^30
 * @param handlers where handlers run; empty for virtual threads, or a pool on a JDK that has none
 */
public record MeshOptions(
    Options discovery,
    String bind,
    int portScan,
    Duration requestTimeout,
    Duration retryInterval,
    Duration retryTimeout,
    Duration connectTimeout,
    Duration pingInterval,
    boolean strict,
    boolean guests,
    int concurrency,
    int mostOctets,
    int queueOctets,
    Optional<Executor> handlers) {
  private static final int MOST_PORT = 65_535;
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException if one is out of its bound, or {@code bind} is malformed
   */
  public MeshOptions {
    Objects.requireNonNull(discovery, "discovery");
    Objects.requireNonNull(handlers, "handlers");
    endpoint(bind);
    within("portScan", portScan, 0, MOST_PORT);
    within("requestTimeout", requestTimeout, MILLI, Duration.ofHours(1));
    within("retryInterval", retryInterval, LEAST, MINUTE);
    within("retryTimeout", retryTimeout, LEAST, MINUTE);
    within("connectTimeout", connectTimeout, LEAST, MINUTE);
    within("pingInterval", pingInterval, LEAST, MINUTE);
    within("concurrency", concurrency, 1, 100_000);
    within("mostOctets", mostOctets, 1024, 100_000_000);
    within("queueOctets", queueOctets, 1 << 16, 1 << 30);
  }

  /**
   * A free port of all interfaces; requests wait for 3 s, messages are repeated each second for 3
   * s; everybody is let in; 256 handlers for a link; payloads of 10,000,000 octets, of which 32 MiB
   * wait for a link.
   */
  public static MeshOptions defaults() {
    return new MeshOptions(
        Options.defaults(),
        "tcp://*:0",
        0,
        Duration.ofSeconds(3),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        false,
        false,
        256,
        10_000_000,
        32 << 20,
        Optional.empty());
  }

  /** With another {@code discovery}. */
  public MeshOptions withDiscovery(Options discovery) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /**
   * With another {@code bind}.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public MeshOptions withBind(String bind) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /**
   * With another {@code portScan}.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public MeshOptions withPortScan(int portScan) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /**
   * With another {@code requestTimeout}.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public MeshOptions withRequestTimeout(Duration requestTimeout) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /**
   * With another {@code retryInterval}.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public MeshOptions withRetryInterval(Duration retryInterval) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /**
   * With another {@code retryTimeout}.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public MeshOptions withRetryTimeout(Duration retryTimeout) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /**
   * With another {@code connectTimeout}.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public MeshOptions withConnectTimeout(Duration connectTimeout) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /**
   * With another {@code pingInterval}.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public MeshOptions withPingInterval(Duration pingInterval) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /** With another {@code strict}. */
  public MeshOptions withStrict(boolean strict) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /** With another {@code guests}. */
  public MeshOptions withGuests(boolean guests) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /**
   * With another {@code concurrency}.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public MeshOptions withConcurrency(int concurrency) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /**
   * With another {@code mostOctets}.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public MeshOptions withMostOctets(int mostOctets) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /**
   * With another {@code queueOctets}.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public MeshOptions withQueueOctets(int queueOctets) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        handlers);
  }

  /** With another {@code handlers}. */
  public MeshOptions withHandlers(Executor handlers) {
    return new MeshOptions(
        discovery,
        bind,
        portScan,
        requestTimeout,
        retryInterval,
        retryTimeout,
        connectTimeout,
        pingInterval,
        strict,
        guests,
        concurrency,
        mostOctets,
        queueOctets,
        Optional.of(handlers));
  }

  private static Endpoint endpoint(String bind) {
    List<Endpoint> endpoints = Endpoint.toBind(bind);
    if (endpoints.size() != 1 || endpoints.get(0).isIpc()) {
      throw new IllegalArgumentException(
          "bind is '" + bind + "'; it must be one endpoint tcp://HOST:PORT");
    }
    return endpoints.get(0);
  }

  private static void within(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be " + least + " to " + most);
    }
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be " + least + " to " + most);
    }
  }
}
