package io.rollcall.nanomsg;

import io.rollcall.discovery.Limits;
import io.rollcall.discovery.check.Bounds;
import io.rollcall.nanomsg.sp.SpOptions;
import java.time.Duration;

/**
 * How a gateway, client or subscriber works. Immutable; start from {@link #defaults} and alter it:
 *
 * <pre>{@code
 * var options = NanomsgOptions.defaults().withPulse(Duration.ofSeconds(5));
 * }</pre>
 *
 * @param pulse how long a late subscriber of a gateway waits for the names at most; 10 ms to 1 hour
 * @param settleTime how long a server that has come back may list too few: until then a subscriber
 *     takes nobody's absence from it for a departure; 0 to 10 minutes
 * @param connections how many respondents, and how many subscribers, a gateway takes; 1 to
 *     1,000,000
 * @param connectionsPerAddress how many of them from one IP address; 1 to 1,000,000
 * @param queueOctets how much waits for a peer that does not read, before it loses messages; 1,024
 *     to 2^30
 * @param reconnectMost the longest pause between two attempts to connect; 10 ms to 1 hour
 * @param members how many names a subscriber takes; 1 to 1,000,000
 * @param closeOnShutdown whether the handle is closed when the JVM shuts down; not by default
 */
public record NanomsgOptions(
    Duration pulse,
    Duration settleTime,
    int connections,
    int connectionsPerAddress,
    int queueOctets,
    Duration reconnectMost,
    int members,
    boolean closeOnShutdown) {
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final int MANY = 1_000_000;

  /** A name of 255 octets, and its separator. */
  private static final int NAME = 256;

  /** A survey's id, the hops before it, and a name, with room to spare. */
  private static final int ANSWER = 1024;

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException if one is out of its bound
   */
  public NanomsgOptions {
    Bounds.within("pulse", pulse, SHORTEST, Duration.ofHours(1));
    Bounds.within("settleTime", settleTime, Duration.ZERO, Duration.ofMinutes(10));
    Bounds.within("connections", connections, 1, MANY);
    Bounds.within("connectionsPerAddress", connectionsPerAddress, 1, MANY);
    Bounds.within("queueOctets", queueOctets, 1024, 1 << 30);
    Bounds.within("reconnectMost", reconnectMost, SHORTEST, Duration.ofHours(1));
    Bounds.within("members", members, 1, MANY);
  }

  /**
   * {@code pulse} 1 s, {@code settleTime} 3 s, 20,000 {@code connections}, as many from one
   * address, {@code queueOctets} 1 MiB, {@code reconnectMost} 1 s, as many {@code members} as
   * {@link Limits#defaults()} has.
   */
  public static NanomsgOptions defaults() {
    return new NanomsgOptions(
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        20_000,
        20_000,
        1 << 20,
        Duration.ofSeconds(1),
        Limits.defaults().members(),
        false);
  }

  /**
   * With another pulse.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public NanomsgOptions withPulse(Duration pulse) {
    return new NanomsgOptions(
        pulse,
        settleTime,
        connections,
        connectionsPerAddress,
        queueOctets,
        reconnectMost,
        members,
        closeOnShutdown);
  }

  /**
   * With another time for a server that has come back.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public NanomsgOptions withSettleTime(Duration settleTime) {
    return new NanomsgOptions(
        pulse,
        settleTime,
        connections,
        connectionsPerAddress,
        queueOctets,
        reconnectMost,
        members,
        closeOnShutdown);
  }

  /**
   * With other numbers of connections, in all and from one address.
   *
   * @throws IllegalArgumentException if one is out of its bound
   */
  public NanomsgOptions withConnections(int connections, int connectionsPerAddress) {
    return new NanomsgOptions(
        pulse,
        settleTime,
        connections,
        connectionsPerAddress,
        queueOctets,
        reconnectMost,
        members,
        closeOnShutdown);
  }

  /**
   * With another bound of what waits for a peer.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public NanomsgOptions withQueueOctets(int queueOctets) {
    return new NanomsgOptions(
        pulse,
        settleTime,
        connections,
        connectionsPerAddress,
        queueOctets,
        reconnectMost,
        members,
        closeOnShutdown);
  }

  /**
   * With another longest pause between two attempts to connect.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public NanomsgOptions withReconnectMost(Duration reconnectMost) {
    return new NanomsgOptions(
        pulse,
        settleTime,
        connections,
        connectionsPerAddress,
        queueOctets,
        reconnectMost,
        members,
        closeOnShutdown);
  }

  /**
   * With another number of names.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public NanomsgOptions withMembers(int members) {
    return new NanomsgOptions(
        pulse,
        settleTime,
        connections,
        connectionsPerAddress,
        queueOctets,
        reconnectMost,
        members,
        closeOnShutdown);
  }

  /**
   * With another {@code closeOnShutdown}: whether the handle is closed when the JVM shuts down, as
   * {@link io.rollcall.discovery.Options#withCloseOnShutdown} says. A gateway is closed before its
   * server.
   */
  public NanomsgOptions withCloseOnShutdown(boolean closeOnShutdown) {
    return new NanomsgOptions(
        pulse,
        settleTime,
        connections,
        connectionsPerAddress,
        queueOctets,
        reconnectMost,
        members,
        closeOnShutdown);
  }

  /** For a socket whose peers send no more than an answer. */
  SpOptions forAnswers() {
    return sockets(ANSWER);
  }

  /** For a socket whose peers publish all names. */
  SpOptions forNames() {
    return sockets((int) Math.min(1 << 30, (long) NAME * members));
  }

  private SpOptions sockets(int maxMessage) {
    SpOptions base = SpOptions.defaults();
    return base.withMaxMessage(maxMessage)
        .withLimits(
            base.limits()
                .withConnections(connections)
                .withPerAddress(connectionsPerAddress)
                .withQueueOctets(queueOctets))
        .withReconnect(SHORTEST, reconnectMost);
  }
}
