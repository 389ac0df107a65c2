package io.rollcall.discovery.survey;

import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Tombstone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request for a snapshot that is under way, and the parts that have come. */
final class SnapshotRequest {
  private static final long FIRST_RETRY = 500_000_000L;
  private static final long LAST_RETRY = 4_000_000_000L;

  final int number;
  private final long retryAfter;
  private long retryAt;
  private final Map<Integer, Snapshot> parts = new TreeMap<>();

  private SnapshotRequest(int number, long retryAfter, long now) {
    this.number = number;
    this.retryAfter = retryAfter;
    this.retryAt = now + retryAfter;
  }

  static SnapshotRequest first(int number, long now) {
    return new SnapshotRequest(number, FIRST_RETRY, now);
  }

  /** The request to make when this one was not answered. */
  SnapshotRequest again(int number, long now) {
    return new SnapshotRequest(number, Math.min(2 * retryAfter, LAST_RETRY), now);
  }

  long retryAt() {
    return retryAt;
  }

  /**
   * Takes a part; returns whether all are there, at one sequence of one server. While parts come,
   * however slowly, nobody asks again.
   */
  boolean complete(Snapshot part, long now) {
    retryAt = now + retryAfter;
    Iterator<Snapshot> others = parts.values().iterator();
    while (others.hasNext()) {
      Snapshot other = others.next();
      if (!other.server().equals(part.server())
          || other.standing().sequence() != part.standing().sequence()
          || other.parts() != part.parts()) {
        others.remove();
      }
    }
    if (part.part() < part.parts()) {
      parts.put(part.part(), part);
    }
    return parts.size() == part.parts();
  }

  Map<String, Present> present() {
    Map<String, Present> all = new HashMap<>();
    for (Snapshot part : parts.values()) {
      for (Present each : part.present()) {
        all.put(each.name(), each);
      }
    }
    return all;
  }

  List<Tombstone> tombstones() {
    List<Tombstone> all = new ArrayList<>();
    for (Snapshot part : parts.values()) {
      all.addAll(part.tombstones());
    }
    return all;
  }
}
