package io.rollcall.cli.web;

import io.rollcall.discovery.endpoint.HostPort;
import io.rollcall.discovery.endpoint.WebUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Where a page is, and its bounds. Immutable.
 *
 * @param address where it listens; port 0 for a free one
 * @param hosts names that it answers to besides its own where it is bound to loopback: those of
 *     proxies, without ports
 * @param beside other pages whose servers are shown beside the own one
 * @param streams how many browsers may follow at once
 * @param beat how often the plots get a point, and browsers a sign of life
 * @param patience how long a browser that takes nothing keeps its connection
 * @param clock what time it is on the page
 */
public record PageOptions(
    InetSocketAddress address,
    List<String> hosts,
    List<WebUrl> beside,
    int streams,
    Duration beat,
    Duration patience,
    InstantSource clock) {

  /**
   * Keeps copies of the lists.
   *
   * @throws IllegalArgumentException if the address is not resolved, a name is none, the URL of
   *     another page is not {@code http://HOST:PORT/}, or a bound is not positive
   */
  public PageOptions {
    beside = List.copyOf(beside);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "address '" + address.getHostString() + "' is not known; use one of this host");
    }
    hosts = List.copyOf(hosts);
    hosts.forEach(PageOptions::checkHost);
    beside.forEach(PageOptions::check);
    if (streams < 1 || beat.toMillis() < 1 || patience.toMillis() < 1) {
      throw new IllegalArgumentException(
          "streams %d, beat %s and patience %s must be positive"
              .formatted(streams, beat, patience));
    }
  }

  private static void checkHost(String name) {
    if (!HostPort.isHost(name)) {
      throw new IllegalArgumentException(
          "host '" + name + "' is no name or address without a port, as rollcall.example");
    }
  }

  private static void check(WebUrl url) {
    if (!url.path().matches("/?")) {
      throw new IllegalArgumentException("page '" + url + "' is not of the form http://HOST:PORT/");
    }
  }

  /** A free port of loopback, 100 browsers, a beat of 2 s, 30 s of patience. */
  public static PageOptions defaults() {
    return new PageOptions(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        List.of(),
        List.of(),
        100,
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        InstantSource.system());
  }

  /** These with another address. */
  public PageOptions withAddress(InetSocketAddress other) {
    return new PageOptions(other, hosts, beside, streams, beat, patience, clock);
  }

  /** These with other names of proxies. */
  public PageOptions withHosts(List<String> names) {
    return new PageOptions(address, names, beside, streams, beat, patience, clock);
  }

  /** These with other pages beside. */
  public PageOptions withBeside(List<WebUrl> others) {
    return new PageOptions(address, hosts, others, streams, beat, patience, clock);
  }

  /** These with another number of streams. */
  public PageOptions withStreams(int most) {
    return new PageOptions(address, hosts, beside, most, beat, patience, clock);
  }

  /** These with another beat. */
  public PageOptions withBeat(Duration other) {
    return new PageOptions(address, hosts, beside, streams, other, patience, clock);
  }

  /** These with another patience. */
  public PageOptions withPatience(Duration other) {
    return new PageOptions(address, hosts, beside, streams, beat, other, clock);
  }

  /** These with another clock. */
  public PageOptions withClock(InstantSource other) {
    return new PageOptions(address, hosts, beside, streams, beat, patience, other);
  }
}
