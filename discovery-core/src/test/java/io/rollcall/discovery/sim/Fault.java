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
  REOPEN,
  CLOCK_JUMP,
  RESET
}
