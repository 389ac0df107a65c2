package io.rollcall.samples.cache;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.groupcache.ByteView;
import io.rollcall.groupcache.Group;
import io.rollcall.groupcache.GroupStats;
import io.rollcall.groupcache.HttpPool;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A process of the cache pool: a member under its base URL, which does what it is told. */
final class CacheRole {
  private final Map<String, Integer> loads = new ConcurrentHashMap<>();
  private final HttpPool pool;
  private final Group group;

  private CacheRole(HttpPool pool) {
    this.pool = pool;
    this.group = pool.group("pictures", 1 << 20, this::load);
  }

  public static void main(String... args) throws IOException {
    try (HttpPool pool = HttpPool.start("http://127.0.0.1:0");
        ClientWithSub client = ClientWithSub.start(args[0], args[1], pool.self())) {
      CacheRole role = new CacheRole(pool);
      pool.follow(client);
      Orders.say("serving", pool.self());
      for (Line order = Orders.next(); order != null; order = Orders.next()) {
        role.answer(order.word());
      }
    }
  }

  private ByteView load(String key) {
    loads.merge(key, 1, Integer::sum);
    return ByteView.of("the picture " + key);
  }

  private void answer(String word) {
    switch (word) {
      case "peers" -> Orders.say("peers", String.join(" ", pool.peers()));
      case "stats" -> sayStats(group.stats());
      default -> {
        group.get(word);
        Orders.say("got", pool.owner(word), Integer.toString(loads.getOrDefault(word, 0)));
      }
    }
  }

  private static void sayStats(GroupStats stats) {
    Orders.say(
        "stats",
        Long.toString(stats.gets()),
        Long.toString(stats.hits()),
        Long.toString(stats.peerLoads()),
        Long.toString(stats.localLoads()),
        Long.toString(stats.peerErrors()));
  }
}
