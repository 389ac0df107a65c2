package io.rollcall.mesh.protocol;

import java.util.TreeMap;

/**
 * Which messages of one incarnation have come: each reaches a handler once at most, however often
 * it is repeated.
 *
 * <p>It remembers what became of each message that the sender may still repeat. Each message tells
 * the lowest such number, so nothing is forgotten too early, and the memory is bounded by what the
 * sender has under way.
 */
public final class DuplicateWindow {
  /** What to do with a message. */
  public enum Verdict {
    /** It has not come before. */
    NEW,
    /** It has, and its sender may not know what became of it: see {@link #outcome}. */
    REPEATED,
    /** Its sender knows what became of it, or has given it up. */
    OUTDATED,
    /** Its sender has more under way than is remembered. */
    TOO_MANY
  }

  /** So many messages of one sender are remembered. */
  public static final int MOST = 4096;

  private final TreeMap<Long, Integer> outcomes = new TreeMap<>();
  private long oldest;

  /** Nothing has come. */
  public DuplicateWindow() {}

  /** A message comes, with the lowest number that its sender may still repeat. */
  public Verdict arrives(long number, long senderOldest) {
    if (senderOldest > oldest && senderOldest <= number) {
      oldest = senderOldest;
      outcomes.headMap(oldest).clear();
    }
    if (number < oldest) {
      return Verdict.OUTDATED;
    }
    if (outcomes.containsKey(number)) {
      return Verdict.REPEATED;
    }
    return outcomes.size() < MOST ? Verdict.NEW : Verdict.TOO_MANY;
  }

  /** This became of a message that was new. */
  public void settled(long number, int outcome) {
    outcomes.put(number, outcome);
  }

  /**
   * What became of a message that is repeated.
   *
   * @throws IllegalArgumentException if it has not come
   */
  public int outcome(long number) {
    Integer outcome = outcomes.get(number);
    if (outcome == null) {
      throw new IllegalArgumentException("message " + number + " has not come");
    }
    return outcome;
  }

  /** For how many messages it remembers what became of them. */
  public int size() {
    return outcomes.size();
  }
}
