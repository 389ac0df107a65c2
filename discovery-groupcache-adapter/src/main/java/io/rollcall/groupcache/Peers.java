package io.rollcall.groupcache;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Who is in the pool, this process's own URL, and who of them owns a key. Thread-safe. */
final class Peers {
  private final String self;
  private final HttpPoolOptions options;
  private volatile HashRing ring;

  Peers(String self, HttpPoolOptions options) {
    this.self = self;
    this.options = options;
    this.ring = ring(List.of());
  }

  private HashRing ring(List<String> peers) {
    return new HashRing(options.ring(), options.replicas(), peers);
  }

  String self() {
    return self;
  }

  List<String> all() {
    return ring.peers();
  }

  /**
   * Swaps them whole.
   *
   * @param swapped is told of the rings before and after, unless they are the same
   */
  synchronized void set(List<String> peers, BiConsumer<HashRing, HashRing> swapped) {
    HashRing before = ring;
    if (!before.peers().equals(peers)) {
      HashRing after = ring(peers);
      ring = after;
      swapped.accept(before, after);
    }
  }

  /** The owner of a key; this process, where nobody is in the pool. */
  String owner(String key) {
    String owner = ring.owner(PeerPath.utf8(key));
    return owner == null ? self : owner;
  }

  /** The owner of a key, if that is another process. */
  @Nullable String remoteOwner(String key) {
    String owner = owner(key);
    return owner.equals(self) ? null : owner;
  }
}
