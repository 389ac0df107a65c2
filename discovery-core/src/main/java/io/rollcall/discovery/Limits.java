package io.rollcall.discovery;

import io.rollcall.discovery.check.Bounds;

/**
 * How much a server accepts, in all and from one peer. Immutable. Start from {@link #defaults()}
 * and change it:
 *
 * <pre>{@code
 * var options = Options.defaults().withLimits(Limits.defaults().withMembers(500));
 * }</pre>
 *
 * <p>Beyond a limit the newcomer is refused, counted and logged; present members stay. A refused
 * client learns the reason, {@link Refusal.Reason#LIMIT}; a connection beyond a limit is closed
 * without one.
 *
 * @param members how many clients; 1 to 1,000,000
 * @param connections how many connections, of clients and subscribers together; 1 to 1,000,000
 * @param connectionsPerAddress how many of them from one IP address; 1 to 1,000,000
 * @param halfOpen how many connections on which nothing has been said yet, a quarter of them from
 *     one IP address; 4 to 100,000
 * @param joinsPerSecond how many clients may join in a second over a longer time, ten times as many
 *     at once, and any number while the server settles; 1 to 1,000,000
 * @param messageSize how long a message of a client may be, in octets; 512 to 32,768
 * @param attributes how many attributes a member may have; 0 to 64
 * @param attributeSize how long they may be together, keys and values, in octets of UTF-8; 0 to
 *     16,384
 */
public record Limits(
    int members,
    int connections,
    int connectionsPerAddress,
    int halfOpen,
    int joinsPerSecond,
    int messageSize,
    int attributes,
    int attributeSize) {

  /**
   * Checks each value by itself.
   *
   * @throws IllegalArgumentException if one is out of its bound
   */
  public Limits {
    Bounds.within("members", members, 1, 1_000_000);
    Bounds.within("connections", connections, 1, 1_000_000);
    Bounds.within("connectionsPerAddress", connectionsPerAddress, 1, 1_000_000);
    Bounds.within("halfOpen", halfOpen, 4, 100_000);
    Bounds.within("joinsPerSecond", joinsPerSecond, 1, 1_000_000);
    Bounds.within("messageSize", messageSize, 512, 32_768);
    Bounds.within("attributes", attributes, 0, MemberRules.ATTRIBUTES);
    Bounds.within("attributeSize", attributeSize, 0, MemberRules.ATTRIBUTE_BYTES);
  }

  /**
   * 100,000 {@code members}, 20,000 {@code connections}, 5,000 {@code connectionsPerAddress}, 1,000
   * {@code halfOpen}, 1,000 {@code joinsPerSecond}; {@code messageSize}, {@code attributes} and
   * {@code attributeSize} as the protocol has them: 32,768, 64 and 16,384.
   */
  public static Limits defaults() {
    return new Limits(
        100_000,
        20_000,
        5_000,
        1_000,
        1_000,
        32_768,
        MemberRules.ATTRIBUTES,
        MemberRules.ATTRIBUTE_BYTES);
  }

  /**
   * With another {@code members}: how many clients.
   *
   * @throws IllegalArgumentException if it is not 1 to 1,000,000
   */
  public Limits withMembers(int members) {
    return new Limits(
        members,
        connections,
        connectionsPerAddress,
        halfOpen,
        joinsPerSecond,
        messageSize,
        attributes,
        attributeSize);
  }

  /**
   * With another {@code connections}: how many connections, of clients and subscribers together.
   *
   * @throws IllegalArgumentException if it is not 1 to 1,000,000
   */
  public Limits withConnections(int connections) {
    return new Limits(
        members,
        connections,
        connectionsPerAddress,
        halfOpen,
        joinsPerSecond,
        messageSize,
        attributes,
        attributeSize);
  }

  /**
   * With another {@code connectionsPerAddress}: how many connections from one IP address.
   *
   * @throws IllegalArgumentException if it is not 1 to 1,000,000
   */
  public Limits withConnectionsPerAddress(int connectionsPerAddress) {
    return new Limits(
        members,
        connections,
        connectionsPerAddress,
        halfOpen,
        joinsPerSecond,
        messageSize,
        attributes,
        attributeSize);
  }

  /**
   * With another {@code halfOpen}: how many connections on which nothing has been said yet.
   *
   * @throws IllegalArgumentException if it is not 4 to 100,000
   */
  public Limits withHalfOpen(int halfOpen) {
    return new Limits(
        members,
        connections,
        connectionsPerAddress,
        halfOpen,
        joinsPerSecond,
        messageSize,
        attributes,
        attributeSize);
  }

  /**
   * With another {@code joinsPerSecond}: how many clients may join in a second.
   *
   * @throws IllegalArgumentException if it is not 1 to 1,000,000
   */
  public Limits withJoinsPerSecond(int joinsPerSecond) {
    return new Limits(
        members,
        connections,
        connectionsPerAddress,
        halfOpen,
        joinsPerSecond,
        messageSize,
        attributes,
        attributeSize);
  }

  /**
   * With another {@code messageSize}: how long a message of a client may be, in octets.
   *
   * @throws IllegalArgumentException if it is not 512 to 32,768
   */
  public Limits withMessageSize(int messageSize) {
    return new Limits(
        members,
        connections,
        connectionsPerAddress,
        halfOpen,
        joinsPerSecond,
        messageSize,
        attributes,
        attributeSize);
  }

  /**
   * With another {@code attributes}: how many attributes a member may have.
   *
   * @throws IllegalArgumentException if it is not 0 to 64
   */
  public Limits withAttributes(int attributes) {
    return new Limits(
        members,
        connections,
        connectionsPerAddress,
        halfOpen,
        joinsPerSecond,
        messageSize,
        attributes,
        attributeSize);
  }

  /**
   * With another {@code attributeSize}: how long the attributes of a member may be together.
   *
   * @throws IllegalArgumentException if it is not 0 to 16,384
   */
  public Limits withAttributeSize(int attributeSize) {
    return new Limits(
        members,
        connections,
        connectionsPerAddress,
        halfOpen,
        joinsPerSecond,
        messageSize,
        attributes,
        attributeSize);
  }
}
