package io.rollcall.benchmarks.nanomsg;

import org.jspecify.annotations.Nullable;

/**
 * Which message is the last of a round that goes to all of a crowd. A foreign program numbers none,
 * so a round begins after the one before is whole, or when nothing has come for a while: its first
 * ones reach only those that are there. Times are in nanoseconds. Not thread-safe.
 */
final class Rounds {
  /** From the first octet at any peer until the last one had it all, and had answered. */
  record Round(long first, long last) {}

  private final int peers;
  private final long quiet;
  private long first;
  private long heard;
  private int begun;
  private int done;

  /**
   * Of so many peers.
   *
   * @param quiet for how long nothing comes between two rounds, {@link Long#MAX_VALUE} if each is
   *     whole before the next begins
   */
  Rounds(int peers, long quiet) {
    this.peers = peers;
    this.quiet = quiet;
  }

  /** A peer has the beginning of a message. */
  void begins(long now) {
    if (begun == 0 || now - heard > quiet) {
      begun = 0;
      done = 0;
      first = now;
    }
    begun++;
    heard = now;
  }

  /** A peer has all of one, and has answered if it does; the round, if that was its last. */
  @Nullable Round ends(long now) {
    heard = now;
    done++;
    if (done < peers) {
      return null;
    }
    begun = 0;
    done = 0;
    return new Round(first, now);
  }
}
