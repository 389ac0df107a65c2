package io.rollcall.sim;

/** What is checked again and again; each only where nothing excuses it. */
enum Check {
  ACCURACY,
  COMPLETENESS,
  SIGHT,
  AGREEMENT,
  VOTE,
  FIRST,
  /** Of extras, and so not in every run. */
  LIMIT,
  GUEST,
  KEY;

  /** Whether it is checked in schedules without extras too. */
  boolean isCommon() {
    return this != LIMIT && this != GUEST && this != KEY;
  }
}
