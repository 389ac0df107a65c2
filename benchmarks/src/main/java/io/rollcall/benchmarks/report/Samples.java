package io.rollcall.benchmarks.report;

import java.util.Arrays;

/** Durations that were measured, in nanoseconds, and how many were not seen. Not thread-safe. */
public final class Samples {
  private long[] nanos = new long[64];
  private int size;
  private int missing;

  /** Adds one. */
  public void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = duration;
  }

  /** Adds those of others, measured or not seen. */
  void addAll(Samples others) {
    for (int i = 0; i < others.size; i++) {
      add(others.nanos[i]);
    }
    missing += others.missing;
  }

  /** One was waited for in vain. */
  public void miss() {
    missing++;
  }

  /** How many were measured. */
  public int size() {
    return size;
  }

  /** How many were not seen. */
  public int missing() {
    return missing;
  }

  /** The same, each less by this much. */
  public Samples minus(long duration) {
    Samples less = new Samples();
    for (int i = 0; i < size; i++) {
      less.add(nanos[i] - duration);
    }
    less.missing = missing;
    return less;
  }

  /**
   * The smallest measured duration that at least this share of all is no greater than (the nearest
   * rank).
   *
   * @param share above 0, at most 1
   * @throws IllegalStateException if nothing was measured
   */
  public long percentile(double share) {
    if (share <= 0 || share > 1) {
      throw new IllegalArgumentException("share " + share + " is not above 0 and at most 1");
    }
    if (size == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    // 0.99 * 1000 is a little more than 990 in binary; that must not be the 991st.
    int rank = (int) Math.ceil(share * size - 1e-9);
    return sorted[Math.max(rank, 1) - 1];
  }

  /** The median. */
  public long median() {
    return percentile(0.5);
  }

  /** The longest. */
  public long worst() {
    return percentile(1);
  }

  /** How many took longer than this. */
  public int over(long duration) {
    int over = 0;
    for (int i = 0; i < size; i++) {
      over += nanos[i] > duration ? 1 : 0;
    }
    return over;
  }
}
