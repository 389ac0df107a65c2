package io.rollcall.discovery;

import java.util.Objects;

/**
 * One who stays on the roster and is another incarnation, or says something else of itself.
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

  /** Whether it was {@link Status#ONLINE} and takes nothing new from now on. */
  public boolean isDrain() {
    return before.status() == Status.ONLINE && after.status() != Status.ONLINE;
  }
}
