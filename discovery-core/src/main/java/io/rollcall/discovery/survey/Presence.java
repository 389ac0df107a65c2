package io.rollcall.discovery.survey;

/**
 * What a server believes of one incarnation of a client. Only a client that is {@link #PRESENT} or
 * {@link #IN_GRACE} is a member.
 *
 * <ul>
 *   <li>ABSENT to PRESENT: it says hello or answers.
 *   <li>ABSENT to PROBED: the server has restarted, and asks before it believes.
 *   <li>PROBED or SUSPENDED to PRESENT: it answers.
 *   <li>PRESENT to IN_GRACE: its last connection is lost; back: it connects again.
 *   <li>PRESENT or IN_GRACE to SUSPENDED: the server loses sight of all clients at once.
 *   <li>Any state to ABSENT: it leaves, or the server gives it up.
 * </ul>
 *
 * A probed or suspended client that does not answer becomes absent.
 */
enum Presence {
  /** It is no member. The server knows it while it is connected; rounds do not wait for it. */
  ABSENT,

  /** It is no member. Its answer to the next round decides. */
  PROBED,

  /** It is a member, and connected. */
  PRESENT,

  /** It is a member that lost its last connection, and may return. */
  IN_GRACE,

  /**
   * It was a member when the server lost sight of everybody. The server looks for it: the client
   * keeps its name and its key until it is found or given up.
   */
  SUSPENDED;

  boolean isMember() {
    return this == PRESENT || this == IN_GRACE;
  }

  /** Whether a round waits for the answer of such a client, if it is connected. */
  boolean isAwaited() {
    return this != ABSENT;
  }

  /**
   * The next state.
   *
   * @throws IllegalStateException if no transition leads there
   */
  Presence to(Presence next) {
    boolean allowed =
        switch (next) {
          case ABSENT -> true;
          case PROBED -> !isMember() && this != SUSPENDED;
          case PRESENT -> this != PRESENT;
          case IN_GRACE -> isMember();
          case SUSPENDED -> isMember() || this == SUSPENDED;
        };
    if (!allowed) {
      throw new IllegalStateException("a client that is %s can't become %s".formatted(this, next));
    }
    return next;
  }
}
