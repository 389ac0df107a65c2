package io.rollcall.nanomsg.sp;

/** The ids of a surveyor's last surveys: of 31 bits, one after the other. Not thread-safe. */
final class Surveys {
  /** How many surveys may still be answered. */
  static final int REMEMBERED = 64;

  private static final int ID = 0x7FFFFFFF;

  private int newest;
  private int count;

  /** The first survey will have this id. */
  Surveys(int first) {
    newest = (first - 1) & ID;
  }

  int next() {
    newest = (newest + 1) & ID;
    count = Math.min(REMEMBERED, count + 1);
    return newest;
  }

  boolean isEmpty() {
    return count == 0;
  }

  int newest() {
    return newest;
  }

  /** Whether this is one of the last. */
  boolean remembers(int id) {
    return id >= 0 && distance(id, newest) < count;
  }

  /** How many surveys after one the other was. */
  static int distance(int earlier, int later) {
    return (later - earlier) & ID;
  }
}
