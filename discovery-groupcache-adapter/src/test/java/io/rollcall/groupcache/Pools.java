package io.rollcall.groupcache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Some pools on loopback that know each other, each with a group that counts what it loads. */
final class Pools implements AutoCloseable {
  static final long PLENTY = 1 << 20;

  /** No test depends on how soon a busy machine answers. */
  static final HttpPoolOptions PATIENT =
      HttpPoolOptions.defaults().withPeerTimeout(Duration.ofMinutes(1));

  private final List<HttpPool> pools = new ArrayList<>();
  private final Map<HttpPool, Group> groups = new HashMap<>();
  private final Map<String, AtomicInteger> loads = new ConcurrentHashMap<>();

  private Pools() {}

  static Pools of(int count) {
    return of(count, PATIENT);
  }

  static Pools of(int count, HttpPoolOptions options) {
    Pools made = new Pools();
    for (int i = 0; i < count; i++) {
      made.add(HttpPool.start("http://127.0.0.1:0", options));
    }
    made.pools.forEach(pool -> pool.set(made.urls()));
    return made;
  }

  /** Each value says where it was loaded; copies of others' keys are always kept. */
  private void add(HttpPool pool) {
    pools.add(pool);
    Loader loader =
        key -> {
          loads.computeIfAbsent(key, any -> new AtomicInteger()).incrementAndGet();
          return ByteView.of(key + " of " + pool.self());
        };
    groups.put(pool, pool.group("group", PLENTY, loader, () -> true));
  }

  HttpPool pool(int index) {
    return pools.get(index);
  }

  Group group(int index) {
    return groups.get(pools.get(index));
  }

  List<String> urls() {
    return pools.stream().map(HttpPool::self).toList();
  }

  /** A key that this pool owns. */
  String keyOf(int index) {
    return keysOf(index, 1).get(0);
  }

  List<String> keysOf(int index, int count) {
    // As the first sees it, which no test closes.
    HttpPool viewer = pools.get(0);
    String owner = pools.get(index).self();
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "key" + i)
        .filter(key -> viewer.owner(key).equals(owner))
        .limit(count)
        .toList();
  }

  /** How often a key was loaded, wherever. */
  int loads(String key) {
    AtomicInteger count = loads.get(key);
    return count == null ? 0 : count.get();
  }

  @Override
  public void close() {
    pools.forEach(HttpPool::close);
  }
}
