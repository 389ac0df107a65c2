package io.rollcall.http;

import io.rollcall.discovery.check.Bounds;
import java.time.Duration;

/**
 * How much a server takes. Immutable.
 *
 * @param connections at a time, 1 or more; beyond, newcomers are refused
 * @param perAddress of these from one IP address, 1 or more
 * @param waiting of these without a whole request: idle, or half sent; 1 or more. Beyond, the one
 *     that waits longest is cut, so that nobody is kept out by them
 * @param headOctets of a request's first line and headers, 256 to 16 MB
 * @param bodyOctets of its body, 0 or more
 * @param heldOctets of memory that all requests hold together which are on their way, wait for a
 *     thread or have one; at least 20 times {@code headOctets}, since a short header takes 20 times
 *     its length. Beyond, a request is answered with 503
 * @param requestTime how long a head may take to come whole. A body may take as long, and the time
 *     besides that its octets need at 16 KiB a second. 1 ms to a day
 * @param idleTime how long a connection may wait for its next request; 1 ms to a day
 * @param patience how long a connection may take for the next 128 KiB of its answer, or for the
 *     rest of it; 1 ms to a day
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

  /** How much memory an octet of a head may take: "A:b" and a line's end become three objects. */
  static final int MEMORY_OF_HEAD_OCTET = 20;

  private static final int STORING_HEAD = 256 << 10;
  private static final int SHARE_OF_HEAP = 4;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Checks each bound.
   *
   * @throws IllegalArgumentException if one is not as described; the message names it
   */
  public HttpLimits {
    Bounds.within("connections", connections, 1, Integer.MAX_VALUE);
    Bounds.within("perAddress", perAddress, 1, Integer.MAX_VALUE);
    Bounds.within("waiting", waiting, 1, Integer.MAX_VALUE);
    Bounds.within("headOctets", headOctets, 256, 16 << 20);
    Bounds.within("bodyOctets", bodyOctets, 0, Integer.MAX_VALUE);
    Bounds.within(
        "heldOctets", heldOctets, (long) MEMORY_OF_HEAD_OCTET * headOctets, Long.MAX_VALUE / 2);
    Bounds.within("requestTime", requestTime, SHORTEST, LONGEST);
    Bounds.within("idleTime", idleTime, SHORTEST, LONGEST);
    Bounds.within("patience", patience, SHORTEST, LONGEST);
  }

  /**
   * For few who read only: 512 connections, 256 from one address, 128 that wait; heads of 16 KB, no
   * bodies; 8 MB of memory; 10 s for a request, 30 s between two, 30 s of patience.
   */
  public static HttpLimits reading() {
    return new HttpLimits(
        512,
        256,
        128,
        16 << 10,
        0,
        8 << 20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30));
  }

  /**
   * For peers that send values: 8,192 connections, 4,096 from one address, 2,048 that wait; heads
   * of 256 KB; 10 s for a request, a minute between two, 30 s of patience. The memory that all
   * requests hold is enough for so many of the longest, but at most a quarter of the heap that this
   * JVM may have ({@link Runtime#maxMemory}), and at least 5 MB.
   *
   * @param bodyOctets of a body, 0 or more
   * @param bodies how many requests of the longest head and body may be held at once
   * @throws IllegalArgumentException if {@code bodyOctets} is negative
   */
  public static HttpLimits storing(int bodyOctets, int bodies) {
    return storing(bodyOctets, bodies, Runtime.getRuntime().maxMemory());
  }

  static HttpLimits storing(int bodyOctets, int bodies, long heap) {
    long head = (long) MEMORY_OF_HEAD_OCTET * STORING_HEAD;
    return new HttpLimits(
        8192,
        4096,
        2048,
        STORING_HEAD,
        bodyOctets,
        Math.max(head, Math.min(heap / SHARE_OF_HEAP, bodies * (head + bodyOctets))),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30));
  }

  /** With another time for a request; for tests, which can't wait so long. */
  HttpLimits withRequestTime(Duration other) {
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

  /**
   * With another patience.
   *
   * @throws IllegalArgumentException if it is not within 1 ms to a day
   */
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
