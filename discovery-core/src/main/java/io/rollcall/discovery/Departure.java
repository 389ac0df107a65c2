package io.rollcall.discovery;

import java.util.Objects;

/**
 * A member that is no longer on the roster. Immutable.
 *
 * @param member as last known
 * @param cause why it left
 */
public record Departure(Member member, Cause cause) {
  /**
   * A departure.
   *
   * @throws NullPointerException if the member or the cause is null
   */
  public Departure {
    Objects.requireNonNull(member, "member");
    Objects.requireNonNull(cause, "cause");
  }
}
