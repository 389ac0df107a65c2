package io.rollcall.mesh;

import java.util.Map;
import java.util.Set;

/**
 * What became of a message to many nodes. Immutable.
 *
 * @param reached the names of the nodes whose handlers have it
 * @param unreached the names of the others, and why. One whose cause is {@link
 *     FailureCause#TIMED_OUT} or {@link FailureCause#UNREACHABLE} may have it all the same
 */
public record Delivery(Set<String> reached, Map<String, FailureCause> unreached) {
  /** Copies both. */
  public Delivery {
    reached = Set.copyOf(reached);
    unreached = Map.copyOf(unreached);
  }
}
