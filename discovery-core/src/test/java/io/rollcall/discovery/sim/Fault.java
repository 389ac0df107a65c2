package io.rollcall.discovery.sim;

/** The kinds of faults that a schedule draws from. */
enum Fault {
  LOSS,
  DUPLICATION,
  REORDERING,
  DELAY,
  PARTITION,
  CRASH,
  PAUSE,
  RESTART,
  CLOCK_JUMP,
  RESET
}
