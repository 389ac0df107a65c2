/**
 * Rollcall's simulated world: a network of simulated hosts in virtual time, all chance from one
 * seed.
 */
module io.rollcall.sim {
  requires transitive io.rollcall.discovery;
  requires static org.jspecify;

  exports io.rollcall.sim;
}
