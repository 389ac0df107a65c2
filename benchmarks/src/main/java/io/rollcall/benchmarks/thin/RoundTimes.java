package io.rollcall.benchmarks.thin;

import java.util.ArrayList;
import java.util.List;

/**
 * How long each round took here: from the first survey that came until the last answer was written.
 * Not thread-safe.
 */
final class RoundTimes {
  private final List<Long> durations = new ArrayList<>();
  private long round = -1;
  private long first;
  private int answers;

  /** A member has got the survey of a round. */
  void asked(long round) {
    if (round != this.round) {
      this.round = round;
      first = System.nanoTime();
      answers = 0;
    }
  }

  /** A member has answered; {@code all} are so many. */
  void answered(int all) {
    if (++answers == all) {
      durations.add(System.nanoTime() - first);
    }
  }

  /** The rounds that all have answered since this was last called, in nanoseconds. */
  List<Long> take() {
    List<Long> taken = List.copyOf(durations);
    durations.clear();
    return taken;
  }
}
