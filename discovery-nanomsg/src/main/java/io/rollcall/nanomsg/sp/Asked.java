package io.rollcall.nanomsg.sp;

/**
 * Which of the last surveys went to one pipe and have no answer yet, 64 of them, and how many older
 * ones. Not thread-safe.
 */
final class Asked {
  private static final int MOST_LATE = 1_000_000;

  private int last;
  private long bits;

  /** How many surveys went to it, have no answer yet and are too old to be told apart. */
  private int late;

  /** This survey goes to it; ids never go back. */
  void mark(int id) {
    int passed = Surveys.distance(last, id);
    boolean all = passed >= Long.SIZE;
    long old = all ? bits : passed == 0 ? 0 : bits >>> (Long.SIZE - passed);
    late = Math.min(MOST_LATE, late + Long.bitCount(old));
    bits = (all ? 0 : bits << passed) | 1;
    last = id;
  }

  /** It answers one of those surveys that are too old; whether there is one left. */
  boolean answerLate() {
    boolean any = late > 0;
    late -= any ? 1 : 0;
    return any;
  }

  /** Whether this survey went to it and is unanswered; it is answered from now on. */
  boolean answer(int id) {
    boolean open = isOpen(id);
    if (open) {
      bits &= ~(1L << Surveys.distance(id, last));
    }
    return open;
  }

  /** Whether this survey went to it and is unanswered. */
  boolean isOpen(int id) {
    int ago = Surveys.distance(id, last);
    return ago < Long.SIZE && (bits >>> ago & 1) != 0;
  }
}
