package io.rollcall.discovery.net;

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
public record Limits(
    int connections,
    int perAddress,
    int halfOpen,
    Duration connect,
    Duration handshake,
    int queueOctets) {
  private static final int MANY = 1_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException if one is out of its bound
   */
  public Limits {
    within("connections", connections, 1, MANY);
    within("perAddress", perAddress, 1, MANY);
    within("halfOpen", halfOpen, 1, MANY);
    within("connect", connect);
    within("handshake", handshake);
    within("queueOctets", queueOctets, 1024, 1 << 30);
  }

  /** 20,000 connections, as many from one address, 1,000 half-open ones, 5 s each, 1 MiB. */
  public static Limits defaults() {
    return new Limits(20_000, 20_000, 1_000, PATIENCE, PATIENCE, 1 << 20);
  }

  /**
   * With another number of connections.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public Limits withConnections(int connections) {
    return new Limits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  /**
   * With another number of connections from one address.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public Limits withPerAddress(int perAddress) {
    return new Limits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  /**
   * With another number of half-open connections.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public Limits withHalfOpen(int halfOpen) {
    return new Limits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  /**
   * With another time for an address to answer a dialer.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public Limits withConnect(Duration connect) {
    return new Limits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  /**
   * With another time for the handshake.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public Limits withHandshake(Duration handshake) {
    return new Limits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  /**
   * With another bound of what waits for one connection.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public Limits withQueueOctets(int queueOctets) {
    return new Limits(connections, perAddress, halfOpen, connect, handshake, queueOctets);
  }

  private static void within(String name, Duration value) {
    if (value.compareTo(Duration.ofMillis(10)) < 0 || value.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be 10 ms to 10 minutes");
    }
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be " + least + " to " + most);
    }
  }
}
