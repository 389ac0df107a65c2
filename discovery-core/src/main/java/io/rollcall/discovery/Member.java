package io.rollcall.discovery;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One live participant: a name, a type, attributes and a status. Immutable, so safe to share.
 *
 * <p>A member that an application makes has no incarnation; one that comes out of a {@link Roster}
 * has.
 */
public final class Member {
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
   * This member with one attribute more, or with another value for it.
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

  /** This member with another status. */
  public Member withStatus(Status status) {
    return new Member(
        name, type, attributes, Objects.requireNonNull(status, "status"), incarnation);
  }

  /** This member as one start of it; the library sets this, an application has no need to. */
  public Member withIncarnation(Incarnation incarnation) {
    return new Member(
        name, type, attributes, status, Objects.requireNonNull(incarnation, "incarnation"));
  }

  /** Unique among the members of a roster. */
  public String name() {
    return name;
  }

  /** What kind of member it is, {@code ""} if it does not say. */
  public String type() {
    return type;
  }

  /** Sorted by key, unmodifiable. */
  public SortedMap<String, String> attributes() {
    return attributes;
  }

  /** What the member says of itself. */
  public Status status() {
    return status;
  }

  /** Which start of the member this is; empty for one that an application made. */
  public Optional<Incarnation> incarnation() {
    return Optional.ofNullable(incarnation);
  }

  /**
   * When this incarnation started, by the member's own wall clock; empty as {@link #incarnation}.
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
