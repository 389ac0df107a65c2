package io.rollcall.discovery.net;

/**
 * How much the loop does in one turn, and how much of that one connection may cause. Work is
 * counted in units: one for each call, and one more for each KiB that it reads or writes. So the
 * bound is the same on every machine. Not thread-safe.
 */
final class TurnBudget {
  /** Units of a turn. After these the loop runs commands and timers before it goes on. */
  static final int MOST = 1024;

  /** Units of one connection while few wait for their turn. */
  static final int SHARE = 128;

  private static final int KIB = 1024;

  private int left;
  private int share;
  private int mine;

  /** A turn begins, for which so many wait. The more they are, the smaller is the share of each. */
  void begin(int waiting) {
    left = MOST;
    share = Math.max(1, Math.min(SHARE, MOST / Math.max(1, waiting)));
    mine = 0;
  }

  /** The next of those who wait gets its share. */
  void next() {
    mine = share;
    left--;
  }

  /** A call has read or written so many octets. */
  void spend(int octets) {
    int units = 1 + octets / KIB;
    left -= units;
    mine -= units;
  }

  /** Whether something is left of the present share. */
  boolean mayGoOn() {
    return mine > 0;
  }

  /** How many octets to read at once, within the present share. */
  int octets() {
    return Math.max(1, mine) * KIB;
  }

  /** Whether the loop has to see after its commands and timers first. */
  boolean isOver() {
    return left <= 0;
  }
}
