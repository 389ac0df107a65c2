package io.rollcall.groupcache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keys and values whose octets together are bounded. Thread-safe. */
final class ByteCache {
  private final Cache<String, ByteView> cache;

  /**
   * @param evicted called for each that had to go for another
   */
  ByteCache(long maxBytes, Runnable evicted) {
    cache =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher(ByteCache::weight)
            // On the caller's thread, so that the bound holds at once.
            .executor(Runnable::run)
            .evictionListener((key, value, cause) -> count(cause, evicted))
            .build();
  }

  private static int weight(String key, ByteView value) {
    long octets = (long) key.getBytes(StandardCharsets.UTF_8).length + value.size();
    return (int) Math.min(octets, Integer.MAX_VALUE);
  }

  private static void count(RemovalCause cause, Runnable evicted) {
    if (cause == RemovalCause.SIZE) {
      evicted.run();
    }
  }

  @Nullable ByteView get(String key) {
    ByteView found = cache.getIfPresent(key);
    if (found != null && found.hasExpired()) {
      cache.asMap().remove(key, found);
      return null;
    }
    return found;
  }

  void put(String key, ByteView value) {
    cache.put(key, value);
  }

  void remove(String key) {
    cache.invalidate(key);
  }

  void removeIf(Predicate<String> which) {
    cache.asMap().keySet().removeIf(which);
  }

  long bytes() {
    OptionalLong weight = cache.policy().eviction().orElseThrow().weightedSize();
    return weight.orElseThrow();
  }
}
