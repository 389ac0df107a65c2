package io.rollcall.discovery.http;

import java.time.Duration;

/**
 * How much a server takes. Immutable.
 *
 * @param connections at a time; beyond, newcomers are refused
 * @param perAddress of these from one IP address
 * @param waiting of these without a whole request: idle, or half sent. Beyond, the one that waits
 *     longest is cut, so that nobody is kept out by them
 * @param headOctets of a request's first line and headers
 * @param bodyOctets of its body
 * @param heldOctets of all requests together that are on their way, wait for a thread or have one;
 *     beyond, a request is answered with 503
 * @param requestTime how long a head may take to come whole, and a body to go on
 * @param idleTime how long a connection may wait for its next request
 * @param patience how long one that takes nothing of its answer keeps its connection
 */
public record HttpLimits(
    int connections,
    int perAddress,
    int waiting,
    int headOctets,
    int bodyOctets,
    long heldOctets,
    Duration requestTime,
    Duration idleTime,
    Duration patience) {
  private static final int STORING_HEAD = 256 << 10;

  /**
   * For few who read only: 512 connections, 256 from one address, 128 that wait; heads of 16 KB, no
   * bodies; 10 s for a request, 30 s between two, 30 s of patience.
   */
  public static HttpLimits reading() {
    return new HttpLimits(
        512,
        256,
        128,
        16 << 10,
        0,
        2 << 20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30));
  }

  /**
   * For peers that send values: 8,192 connections, 4,096 from one address, 2,048 that wait; heads
   * of 256 KB; 10 s for a request, a minute between two, 30 s of patience.
   *
   * @param bodyOctets of a body
   * @param bodies how many requests of the longest head and body may be held at once
   */
  public static HttpLimits storing(int bodyOctets, int bodies) {
    return new HttpLimits(
        8192,
        4096,
        2048,
        STORING_HEAD,
        bodyOctets,
        (long) bodies * (STORING_HEAD + bodyOctets),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30));
  }

  /** With another time for a request. */
  public HttpLimits withRequestTime(Duration other) {
    return new HttpLimits(
        connections,
        perAddress,
        waiting,
        headOctets,
        bodyOctets,
        heldOctets,
        other,
        idleTime,
        patience);
  }

  /** With another patience. */
  public HttpLimits withPatience(Duration other) {
    return new HttpLimits(
        connections,
        perAddress,
        waiting,
        headOctets,
        bodyOctets,
        heldOctets,
        requestTime,
        idleTime,
        other);
  }
}
