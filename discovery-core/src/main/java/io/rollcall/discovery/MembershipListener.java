package io.rollcall.discovery;

/** Gets a membership's changes and states in one order; see {@link Membership#follow}. */
public interface MembershipListener {

  /**
   * The first roster has arrived, or the roster has changed. The first change joins all members and
   * is the only one that may be empty.
   */
  default void changed(MembershipChange change) {}

  /** The state of the roster that was delivered last, or of a later one. */
  default void became(State state) {}

  /**
   * The membership is closed; this is the last call. It does not come if the membership's feeds are
   * not this library's.
   */
  default void ended() {}
}
