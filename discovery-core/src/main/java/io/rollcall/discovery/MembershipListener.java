package io.rollcall.discovery;

/**
 * Is told of a membership's changes and states in an order that makes sense together: see {@link
 * Membership#follow}.
 */
public interface MembershipListener {

  /**
   * The roster is known for the first time or has changed. The first change joins all, and is the
   * only one that may be empty.
   */
  default void changed(MembershipChange change) {}

  /** How far the roster can be trusted that was told last, or a later one. */
  default void became(State state) {}

  /**
   * The membership is closed, and this is the last call. It does not come from a membership whose
   * feeds are none of this library's.
   */
  default void ended() {}
}
