package io.rollcall.nanomsg.sp;

/**
 * Which of the last surveys went to one pipe and have no answer yet; 16 octets for 64 of them. Not
 * thread-safe.
 */
final class Asked {
  private int last;
  private long bits;

  /** This survey goes to it; ids never go back. */
  void mark(int id) {
    int passed = Surveys.distance(last, id);
    bits = (passed < Long.SIZE ? bits << passed : 0) | 1;
    last = id;
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
