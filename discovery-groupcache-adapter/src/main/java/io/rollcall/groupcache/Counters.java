package io.rollcall.groupcache;

import java.util.concurrent.atomic.LongAdder;

/** What a group counts as it goes. Thread-safe. */
final class Counters {
  final LongAdder hits = new LongAdder();

  /** Gets that are no hits, so that a hit costs one count. */
  final LongAdder misses = new LongAdder();

  final LongAdder peerLoads = new LongAdder();
  final LongAdder peerErrors = new LongAdder();
  final LongAdder localLoads = new LongAdder();
  final LongAdder loadErrors = new LongAdder();
  final LongAdder serverRequests = new LongAdder();
  final LongAdder evictions = new LongAdder();

  GroupStats now() {
    long hit = hits.sum();
    return new GroupStats(
        hit + misses.sum(),
        hit,
        peerLoads.sum(),
        peerErrors.sum(),
        localLoads.sum(),
        loadErrors.sum(),
        serverRequests.sum(),
        evictions.sum());
  }
}
