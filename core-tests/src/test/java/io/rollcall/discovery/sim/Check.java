package io.rollcall.discovery.sim;

/** What is checked again and again; each only where nothing excuses it. */
enum Check {
  ACCURACY,
  COMPLETENESS,
  SIGHT,
  AGREEMENT,
  VOTE,
  FIRST
}
