package io.rollcall.discovery.survey;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * How late ticks came within the last minute, in nanoseconds: a histogram whose buckets grow by a
 * quarter at most. One thread writes, any may read; who reads while it is written may miss the
 * newest.
 *
 * <p>Time moves with the ticks: without any the last minute stays as it is.
 */
public final class RecentLateness {
  /** The minute slides by this much at a time. */
  private static final long SLICE = 5_000_000_000L;

  private static final int SLICES = 12;

  /** What is below 2^13 ns, 8 µs, is told apart no further. */
  private static final int FINEST = 13;

  /** Buckets from one power of two to the next, as a power of two. */
  private static final int STEPS = 2;

  /** Up to 2^37 ns, two minutes. */
  private static final int BUCKETS = ((37 - FINEST) << STEPS) + 1;

  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle MAX = MethodHandles.arrayElementVarHandle(long[].class);

  private final int[] counts = new int[SLICES * BUCKETS];
  private final long[] maxima = new long[SLICES];
  private long slice;
  private long worst = -1;

  /** No ticks yet. */
  public RecentLateness() {}

  /** A call came so long after it was due, or before if it is negative; a tick follows. */
  void called(long late) {
    worst = Math.max(worst, late);
  }

  /** A tick came; it was as late as the latest call since the one before. */
  void ticked(long now) {
    slideTo(now / SLICE);
    if (worst >= 0) {
      int at = (int) (slice % SLICES);
      int bucket = at * BUCKETS + bucketOf(worst);
      COUNT.setRelease(counts, bucket, counts[bucket] + 1);
      MAX.setRelease(maxima, at, Math.max(maxima[at], worst));
      worst = -1;
    }
  }

  /** So many of the ticks were not later than this; 0 if there were none. */
  public long quantile(double share) {
    int[] sums = new int[BUCKETS];
    int all = 0;
    for (int i = 0; i < counts.length; i++) {
      int count = (int) COUNT.getAcquire(counts, i);
      sums[i % BUCKETS] += count;
      all += count;
    }
    double wanted = share * all;
    int seen = 0;
    for (int bucket = 0; bucket < BUCKETS - 1; bucket++) {
      seen += sums[bucket];
      if (seen >= wanted) {
        return Math.min(endOf(bucket), max());
      }
    }
    return max();
  }

  /** The latest of the ticks; 0 if there were none. */
  public long max() {
    long max = 0;
    for (int i = 0; i < SLICES; i++) {
      max = Math.max(max, (long) MAX.getAcquire(maxima, i));
    }
    return max;
  }

  private void slideTo(long now) {
    long passed = Math.min(now - slice, SLICES);
    for (long i = 1; i <= passed; i++) {
      int at = (int) ((slice + i) % SLICES);
      Arrays.fill(counts, at * BUCKETS, (at + 1) * BUCKETS, 0);
      MAX.setRelease(maxima, at, 0L);
    }
    slice = now;
  }

  private static int bucketOf(long late) {
    if (late < 1L << FINEST) {
      return 0;
    }
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(late);
    int step = (int) (late >>> (power - STEPS)) & ((1 << STEPS) - 1);
    return Math.min(BUCKETS - 1, 1 + ((power - FINEST) << STEPS) + step);
  }

  /** The least that belongs to the next bucket. */
  private static long endOf(int bucket) {
    int power = FINEST + (bucket >> STEPS);
    long step = bucket & ((1 << STEPS) - 1);
    return (1L << power) + (step << (power - STEPS));
  }
}
