package io.rollcall.discovery.net;

import io.rollcall.discovery.check.Bounds;
import java.time.Duration;

/**
 * How much a listener or dialer takes. Immutable.
 *
 * @param connections connections of a listener at a time, 1 to 1,000,000; beyond, newcomers are
 *     refused
 * @param perAddress of these from one IP address, 1 to 1,000,000; not counted on {@code ipc://}
 * @param halfOpen of these in their handshake, 1 to 1,000,000; beyond, the oldest such is cut
 * @param connect how long a dialer waits until an address answers; 10 ms to 10 minutes
 * @param handshake how long a connection that stands may take until it is established; 10 ms to 10
 *     minutes
 * @param queueOctets octets that wait for a connection that doesn't read, 1,024 to 2^30; each
 *     message counts for {@value OutQueue#OVERHEAD} more than its length, and one alone always fits
 */
public record SocketLimits(
    int connections,
    int perAddress,
    int halfOpen,
    Duration connect,
    Duration handshake,
    int queueOctets) {
  private static final int MANY = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException if one is out of its bound
   */
  public SocketLimits {
    Bounds.within("connections", connections, 1, MANY);
    Bounds.within("perAddress", perAddress, 1, MANY);
    Bounds.within("halfOpen", halfOpen, 1, MANY);
    Bounds.within("connect", connect, SHORTEST, LONGEST);
    Bounds.within("handshake", handshake, SHORTEST, LONGEST);
    Bounds.within("queueOctets", queueOctets, 1024, 1 << 30);
  }

  /** 20,000 connections, as many from one address, 1,000 half-open ones, 5 s each, 1 MiB. */
  public static SocketLimits defaults() {
    return new SocketLimits(20_000, 20_000, 1_000, PATIENCE, PATIENCE, 1 << 20);
  }

  /**
   * With another number of connections.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public SocketLimits withConnections(int connections) {
    return new SocketLimits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  /**
   * With another number of connections from one address.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public SocketLimits withPerAddress(int perAddress) {
    return new SocketLimits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  /**
   * With another number of half-open connections.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public SocketLimits withHalfOpen(int halfOpen) {
    return new SocketLimits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  /**
   * With another time for an address to answer a dialer.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public SocketLimits withConnect(Duration connect) {
    return new SocketLimits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  /**
   * With another time for the handshake.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public SocketLimits withHandshake(Duration handshake) {
    return new SocketLimits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  /**
   * With another bound of what waits for one connection.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public SocketLimits withQueueOctets(int queueOctets) {
    return new SocketLimits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }
}
