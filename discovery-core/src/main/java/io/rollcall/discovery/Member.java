package io.rollcall.discovery;

import io.rollcall.discovery.check.Bounds;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A process that is present: a name, a type, attributes and a status. Immutable and thread-safe.
 *
 * <p>The name identifies one instance; the type names the service that it provides. A member that
 * an application creates has no incarnation; one from a {@link Roster} has.
 *
 * <p>Some attributes have the same meaning for all modules of Rollcall:
 *
 * <table>
 *   <caption>The convention</caption>
 *   <tr><th>attribute</th><th>is</th></tr>
 *   <tr><td>{@code address}</td><td>where the member can be reached, as {@link Address#of} reads it,
 *       or a port alone, {@code :8080}, to which a client adds its host: {@link #withPort};
 *       if absent, the name is the address, if it has that form</td></tr>
 *   <tr><td>{@code address.NAME}</td><td>a further port, such as {@code address.grpc}</td></tr>
 *   <tr><td>{@code secure}</td><td>{@code true} to use TLS whatever the scheme</td></tr>
 *   <tr><td>{@code weight}</td><td>0 to 256, 1 if absent; 0 is never picked</td></tr>
 *   <tr><td>{@code zone}, {@code region}, {@code version}</td><td>any text</td></tr>
 *   <tr><td>{@code rollcall.…}</td><td>reserved: a client that sets one does not start</td></tr>
 * </table>
 *
 * <p>A member with a malformed attribute of these is not picked; see {@link #fault}.
 */
public final class Member {
  static {
    OpenFace.install();
  }

  private final String name;
  private final String type;
  private final SortedMap<String, String> attributes;
  private final Status status;
  private final @Nullable Incarnation incarnation;

  private Member(
      String name,
      String type,
      SortedMap<String, String> attributes,
      Status status,
      @Nullable Incarnation incarnation) {
    this.name = name;
    this.type = type;
    this.attributes = attributes;
    this.status = status;
    this.incarnation = incarnation;
  }

  /**
   * A member of this name, without type or attributes, {@link Status#ONLINE}.
   *
   * @throws IllegalArgumentException if the name is not 1 to 255 bytes of UTF-8, or contains a
   *     control character or {@code |}
   */
  public static Member named(String name) {
    return new Member(
        MemberRules.name(name), "", MemberRules.attributes(Map.of()), Status.ONLINE, null);
  }

  /** Whether {@link #named} takes this name. */
  public static boolean isName(String name) {
    return MemberRules.isName(name);
  }

  /**
   * This member with a type, by which {@link Roster#ofType} selects; {@code ""} is none.
   *
   * @throws IllegalArgumentException if the type is over 255 bytes of UTF-8 or contains a control
   *     character
   */
  public Member withType(String type) {
    return new Member(name, MemberRules.type(type), attributes, status, incarnation);
  }

  /**
   * This member with an attribute added or replaced.
   *
   * @throws IllegalArgumentException if the key is not 1 to 255 bytes of UTF-8 or contains a
   *     control character, if there would be more than 64 attributes, or if keys and values would
   *     exceed 16,384 bytes in all
   */
  public Member withAttribute(String key, String value) {
    Map<String, String> more = new TreeMap<>(attributes);
    more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return withAttributes(more);
  }

  /**
   * This member with exactly these attributes; they are copied.
   *
   * @throws IllegalArgumentException as {@link #withAttribute}
   */
  public Member withAttributes(Map<String, String> attributes) {
    return new Member(name, type, MemberRules.attributes(attributes), status, incarnation);
  }

  /**
   * This member with this address: sets the attribute {@code address}, and {@code secure} if the
   * scheme does not say it.
   */
  public Member withAddress(Address address) {
    Map<String, String> more = new TreeMap<>(attributes);
    more.put(ServiceAttributes.ADDRESS, address.toString());
    more.remove(ServiceAttributes.SECURE);
    if (address.isSecure() && !Address.of(address.toString()).isSecure()) {
      more.put(ServiceAttributes.SECURE, "true");
    }
    return withAttributes(more);
  }

  /**
   * This member with this address.
   *
   * @throws IllegalArgumentException as {@link Address#of}
   */
  public Member withAddress(String address) {
    return withAddress(Address.of(address));
  }

  /** This member with a further port: the attribute {@code address.NAME}. */
  public Member withAddress(String name, Address address) {
    return withAttribute(ServiceAttributes.NAMED_ADDRESS + name, address.toString());
  }

  /**
   * This member with a port: sets the attribute {@code address} to {@code :8080}. The client adds
   * its host, which is the local address of its connection to the server.
   *
   * <p>A member has one address, however many servers it has: that of its first connection. It
   * keeps this address until that connection is lost; then the next connection to any of its
   * servers decides. Clients that share a connection share the address. Before the first connection
   * {@link Client#self()} shows the port alone. A connection from a link-local IPv6 address is
   * ignored, as such an address means nothing on another host; if there is no other, other members
   * see the port alone.
   *
   * <p>If other hosts can't reach that address, give the whole address with {@link
   * #withAddress(String)}: behind NAT, in a container with a network of its own, or if the server
   * is reached as {@code localhost}.
   *
   * @throws IllegalArgumentException if the port is not 1 to 65535
   */
  public Member withPort(int port) {
    return withAttribute(ServiceAttributes.ADDRESS, portAlone(port));
  }

  /**
   * This member with a further port: the attribute {@code address.NAME}, of the same host as above.
   *
   * @throws IllegalArgumentException if the port is not 1 to 65535
   */
  public Member withPort(String name, int port) {
    return withAttribute(ServiceAttributes.NAMED_ADDRESS + name, portAlone(port));
  }

  private static String portAlone(int port) {
    return ":" + Bounds.within("port", port, 1, Address.MOST_PORT);
  }

  /** This member with this host in each of its addresses that is a port alone. */
  public Member withHost(InetAddress host) {
    return ServiceAttributes.withHost(this, host);
  }

  /**
   * This member with a weight.
   *
   * @throws IllegalArgumentException if it is not 0 to 256
   */
  public Member withWeight(int weight) {
    Bounds.within("weight", weight, 0, ServiceAttributes.MOST_WEIGHT);
    return withAttribute(ServiceAttributes.WEIGHT, Integer.toString(weight));
  }

  /** This member with another status. */
  public Member withStatus(Status status) {
    return new Member(
        name, type, attributes, Objects.requireNonNull(status, "status"), incarnation);
  }

  /** See {@link io.rollcall.discovery.spi.Bridge#started}. */
  Member withIncarnation(Incarnation incarnation) {
    return new Member(
        name, type, attributes, status, Objects.requireNonNull(incarnation, "incarnation"));
  }

  /** Unique among the members of a roster. */
  public String name() {
    return name;
  }

  /** The service that it provides; {@code ""} if not set. */
  public String type() {
    return type;
  }

  /** Sorted by key, unmodifiable. */
  public SortedMap<String, String> attributes() {
    return attributes;
  }

  /** The value of this attribute. */
  public Optional<String> attribute(String key) {
    return Optional.ofNullable(attributes.get(key));
  }

  /** The member's address; empty if it has none or a malformed one. */
  public Optional<Address> address() {
    return ServiceAttributes.address(this);
  }

  /**
   * Where one of the member's further ports can be reached: the attribute {@code address.NAME}, or
   * {@link #address()} if there is none; empty if it is malformed.
   */
  public Optional<Address> address(String name) {
    return ServiceAttributes.address(this, name);
  }

  /** Its share of the work relative to others, 0 to 256; 1 if absent, 0 if malformed. */
  public int weight() {
    return ServiceAttributes.weight(this);
  }

  /** The attribute {@code zone}. */
  public Optional<String> zone() {
    return attribute(ServiceAttributes.ZONE);
  }

  /** What is malformed among the attributes above; the first by the order of keys. */
  public Optional<String> fault() {
    return ServiceAttributes.fault(this);
  }

  /** The status that the member has set. */
  public Status status() {
    return status;
  }

  /** Which start of the process this is; empty for a member that an application created. */
  public Optional<Incarnation> incarnation() {
    return Optional.ofNullable(incarnation);
  }

  /**
   * When this incarnation started, by the process's own wall clock; empty if {@link #incarnation}
   * is.
   */
  public Optional<Instant> since() {
    return incarnation().map(Incarnation::start);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    // Most members of one roster are the very ones of the next.
    return other == this
        || (other instanceof Member that
            && name.equals(that.name)
            && type.equals(that.type)
            && attributes.equals(that.attributes)
            && status == that.status
            && Objects.equals(incarnation, that.incarnation));
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, attributes, status, incarnation);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    if (!type.isEmpty()) {
      text.append(" (").append(type).append(')');
    }
    if (status != Status.ONLINE) {
      text.append(' ').append(status);
    }
    return attributes.isEmpty() ? text.toString() : text.append(' ').append(attributes).toString();
  }
}
