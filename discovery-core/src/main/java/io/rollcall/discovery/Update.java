package io.rollcall.discovery;

import java.util.Objects;

/**
 * A member that stays on the roster with another incarnation, type, attributes or status.
 * Immutable.
 *
 * @param before as it was
 * @param after as it is now
 */
public record Update(Member before, Member after) {
  /**
   * An update.
   *
   * @throws NullPointerException if one is null
   */
  public Update {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }

  /** Whether it was {@link Status#ONLINE} and now takes no new work. */
  public boolean isDrain() {
    return before.status() == Status.ONLINE && after.status() != Status.ONLINE;
  }
}
