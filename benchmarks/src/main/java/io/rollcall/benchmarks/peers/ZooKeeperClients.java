package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Sightings;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** Curator's clients of ZooKeeper, and its cache of the members' nodes. */
public final class ZooKeeperClients {
  private static final String MEMBERS = "/members";
  private static final int DEFAULT_CONNECTION_TIMEOUT_MS = 15_000;

  private ZooKeeperClients() {}

  /** Starts a client, with a session of its own. It connects later. */
  public static CuratorFramework start(String address, ZooKeeperTimes times) {
    CuratorFramework client =
        CuratorFrameworkFactory.builder()
            .connectString(address)
            .sessionTimeoutMs(times.sessionMillis())
            .connectionTimeoutMs(Math.min(times.sessionMillis(), DEFAULT_CONNECTION_TIMEOUT_MS))
            .retryPolicy(new ExponentialBackoffRetry(100, 10))
            .build();
    client.start();
    return client;
  }

  /** Where the node of a member is. */
  public static String path(String name) {
    return MEMBERS + "/" + name;
  }

  /** Watches the nodes of the members, as long as the process lives. */
  public static void watch(CuratorFramework client, Sightings sightings) {
    CuratorCache cache =
        CuratorCache.builder(client, MEMBERS)
            .withExceptionHandler(failed -> System.err.println("ZooKeeper: " + failed))
            .build();
    cache
        .listenable()
        .addListener(
            CuratorCacheListener.builder()
                .forCreates(node -> tell(Sightings.JOINED, node, sightings))
                .forDeletes(node -> tell(Sightings.LEFT, node, sightings))
                .build());
    cache.start();
  }

  private static void tell(String what, ChildData node, Sightings sightings) {
    if (!node.getPath().equals(MEMBERS)) {
      sightings.seen(what, node.getPath().substring(MEMBERS.length() + 1));
    }
  }
}
