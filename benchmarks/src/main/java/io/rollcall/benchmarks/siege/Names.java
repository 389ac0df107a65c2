package io.rollcall.benchmarks.siege;

/** How the names of those in a siege begin. */
final class Names {
  /** Members that stay all the time. */
  static final String MEMBER = "member-";

  /** Members that come and go, to see how long that takes. */
  static final String NEWCOMER = "newcomer-";

  /** Whom attackers have joined. */
  static final String STRANGER = "stranger-";

  private Names() {}
}
