package io.rollcall.systemtests.nodes;

/** What a process does. */
public enum Role {
  /** Calls the roll. */
  SERVER,
  /** Is a member, and sees the others. */
  MEMBER,
  /** Is a member, and sees nobody. */
  CLIENT,
  /** Sees the members, and is none. */
  SUBSCRIBER;

  /** Whether it stands on the roster. */
  public boolean isMember() {
    return this == MEMBER || this == CLIENT;
  }

  /** Whether it is told of members, and must be told the truth. */
  public boolean isView() {
    return this == MEMBER || this == SUBSCRIBER;
  }
}
