package io.rollcall.discovery.net;

/** Which of the messages that wait in one connection is written first. */
public enum Priority {
  /**
   * Before all others, but not into one whose first octets are written. In order among each other.
   */
  URGENT,
  /** In the order in which they came. */
  NORMAL
}
