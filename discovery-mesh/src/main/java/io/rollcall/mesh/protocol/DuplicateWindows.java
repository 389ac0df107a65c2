package io.rollcall.mesh.protocol;

import io.rollcall.discovery.Incarnation;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@link DuplicateWindow} of each sender. One that has sent nothing for longer than any sender
 * repeats a message is forgotten.
 */
public final class DuplicateWindows {
  /** So many senders are remembered; beyond, the one that was silent for longest is forgotten. */
  static final int MOST = 10_000;

  private static final class Kept {
    private final DuplicateWindow window = new DuplicateWindow();
    private long usedAt;
  }

  private final long keep;

  /** In the order of their last use. */
  private final Map<Incarnation, Kept> bySender = new LinkedHashMap<>(16, 0.75f, true);

  /** Keeps each for so many nanoseconds after its last use. */
  public DuplicateWindows(long keep) {
    this.keep = keep;
  }

  /** That of a sender which sends now. */
  public DuplicateWindow of(Incarnation sender, long now) {
    Kept kept = bySender.computeIfAbsent(sender, unknown -> new Kept());
    kept.usedAt = now;
    forgetIdle(now);
    return kept.window;
  }

  private void forgetIdle(long now) {
    Iterator<Kept> longestUnused = bySender.values().iterator();
    while (longestUnused.hasNext()) {
      Kept next = longestUnused.next();
      if (now - next.usedAt < keep && bySender.size() <= MOST) {
        return;
      }
      longestUnused.remove();
    }
  }

  /** How many senders are remembered. */
  public int size() {
    return bySender.size();
  }
}
