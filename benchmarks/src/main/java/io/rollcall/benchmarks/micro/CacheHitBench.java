package io.rollcall.benchmarks.micro;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.groupcache.ByteView;
import io.rollcall.groupcache.Group;
import io.rollcall.groupcache.HttpPool;
import io.rollcall.groupcache.HttpPoolOptions;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A get that this process has in its cache; beside it Caffeine's own. On one thread. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls what is marked as setup
public class CacheHitBench {
  private static final int KEYS = 1024;

  /** How long a value is. */
  @Param({"1000"})
  public int octets;

  private final String[] keys =
      IntStream.range(0, KEYS).mapToObj(i -> "key" + i).toArray(String[]::new);
  private Group group;
  private Cache<String, ByteView> bare;
  private int next;

  /** Fills both. */
  @Setup
  public void fill() {
    ByteView value = ByteView.of(new byte[octets]);
    // Nobody is in it, so it owns all keys, and needs no server.
    HttpPool pool = HttpPool.mounted("http://127.0.0.1:1", HttpPoolOptions.defaults());
    // Some three quarters full: below a half Caffeine keeps no account of reads.
    long bound = 4L * KEYS * octets / 3;
    group = pool.group("group", bound * 8 / 7, key -> value);
    bare =
        Caffeine.newBuilder()
            .maximumWeight(bound)
            .weigher((String key, ByteView kept) -> key.length() + kept.size())
            .build();
    for (String key : keys) {
      group.get(key);
      bare.put(key, value);
    }
  }

  private String key() {
    return keys[next++ & (KEYS - 1)];
  }

  /** From the group. */
  @Benchmark
  public ByteView get() {
    return group.get(key());
  }

  /** From Caffeine. */
  @Benchmark
  public @Nullable ByteView getBare() {
    return bare.getIfPresent(key());
  }
}
