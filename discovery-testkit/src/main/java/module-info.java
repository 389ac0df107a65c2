/** Rollcall's testkit: memberships driven by hand and simulated clusters, in virtual time. */
module io.rollcall.testkit {
  requires transitive io.rollcall.discovery;
  requires io.rollcall.sim;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;

  exports io.rollcall.testkit;
}
