package io.rollcall.mesh.protocol;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The messages to many that have come, and what became of them here. */
public final class SeenTrees {
  /** So many are remembered; beyond, the oldest is forgotten. */
  static final int MOST = 100_000;

  private record Seen(int outcome, long at) {}

  private final long keep;
  private final Map<UUID, Seen> byId = new LinkedHashMap<>();

  /** Remembers each for so many nanoseconds. */
  public SeenTrees(long keep) {
    this.keep = keep;
  }

  /** What became of it here; empty if it has not come. */
  public Optional<Integer> outcome(UUID id) {
    return Optional.ofNullable(byId.get(id)).map(Seen::outcome);
  }

  /** This became of it. */
  public void settled(UUID id, int outcome, long now) {
    byId.put(id, new Seen(outcome, now));
    Iterator<Seen> oldest = byId.values().iterator();
    while (oldest.hasNext()) {
      if (now - oldest.next().at < keep && byId.size() <= MOST) {
        return;
      }
      oldest.remove();
    }
  }

  /** How many are remembered. */
  public int size() {
    return byId.size();
  }
}
