package io.rollcall.haproxy;

/** Which requests a server takes. */
enum Mode {
  /** All that HAProxy gives it. */
  READY("ready"),
  /** Those that persistence binds to it, and what it has to the end. */
  DRAIN("drain"),
  /** Nothing but what it has, to the end. */
  MAINT("maint");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** What the runtime API calls it. */
  String word() {
    return word;
  }
}
