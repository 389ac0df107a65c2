package io.rollcall.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;

/** What the members of a process see, and how many of them see everybody. Thread-safe. */
final class Headcount {
  private final List<Sight> sights = new ArrayList<>();
  private int everybody = Integer.MAX_VALUE;
  private int complete;
  private long completeAt;
  private long left;

  /**
   * What they saw.
   *
   * @param complete how many saw everybody
   * @param members how many they are
   * @param least how many the one saw who saw least
   * @param at when the last of them saw everybody, as {@link System#nanoTime}
   * @param left how often any of them saw somebody leave
   */
  record Seen(int complete, int members, int least, long at, long left) {}

  /** From now on everybody is so many. */
  synchronized void expect(int everybody) {
    this.everybody = everybody;
    complete = (int) sights.stream().filter(sight -> sight.present >= everybody).count();
  }

  /** The view of one more member. */
  synchronized View view() {
    Sight sight = new Sight();
    sights.add(sight);
    return sight;
  }

  /** Waits until all see everybody, at most until this time. */
  synchronized Seen await(long deadline) throws InterruptedException {
    long left = deadline - System.nanoTime();
    while (complete < sights.size() && left > 0) {
      // A millisecond more, since 0 would be for ever.
      wait(left / 1_000_000 + 1);
      left = deadline - System.nanoTime();
    }
    int least = sights.stream().mapToInt(sight -> sight.present).min().orElse(0);
    return new Seen(complete, sights.size(), least, completeAt, this.left);
  }

  private synchronized void present(Sight sight, int members) {
    complete += (members >= everybody ? 1 : 0) - (sight.present >= everybody ? 1 : 0);
    sight.present = members;
    if (complete == sights.size()) {
      completeAt = System.nanoTime();
      notifyAll();
    }
  }

  private synchronized void addLeft(int members) {
    left += members;
  }

  private final class Sight implements View {
    private int present;

    @Override
    public void present(int members) {
      Headcount.this.present(this, members);
    }

    @Override
    public void left(int members) {
      addLeft(members);
    }
  }
}
