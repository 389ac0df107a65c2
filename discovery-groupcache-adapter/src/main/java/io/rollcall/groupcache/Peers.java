package io.rollcall.groupcache;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is in the pool, this process's own URL, and who of them owns a key. Thread-safe. */
final class Peers {
  private static final Logger log = LoggerFactory.getLogger(Peers.class);

  private final String self;
  private final HttpPoolOptions options;

  /** Other spellings of this process's own URL, as answers have shown. */
  private final Set<String> aliases = ConcurrentHashMap.newKeySet();

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
      aliases.retainAll(peers);
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
    return isSelf(owner) ? null : owner;
  }

  /** Whether this is this process's own URL, or known to be another spelling of it. */
  boolean isSelf(String url) {
    return url.equals(self) || aliases.contains(url);
  }

  /** This peer has turned out to be this process: from now on it is not asked. */
  void alias(String url) {
    if (!url.equals(self) && aliases.add(url)) {
      log.warn(
          "the pool '{}' is in its own list as '{}': list it as '{}', or the others draw another ring",
          self,
          url,
          self);
    }
  }
}
