package io.rollcall.discovery;

import java.util.Objects;

/**
 * One who is not on the roster any more. Immutable.
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
