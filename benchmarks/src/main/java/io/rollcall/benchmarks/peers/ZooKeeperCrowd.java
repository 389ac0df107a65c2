package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Addresses;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.zookeeper.CreateMode;

/** Ephemeral nodes and caches of them: for each member a client with a session of its own. */
final class ZooKeeperCrowd implements Crowd {
  private final Addresses hub;

  /** Nothing else would hold them. */
  private final List<PersistentNode> running = new ArrayList<>();

  ZooKeeperCrowd(Addresses hub) {
    this.hub = hub;
  }

  @Override
  public void join(String name, View view) {
    CuratorFramework client = ZooKeeperClients.start(hub.ofMembers(), ZooKeeperTimes.DEFAULTS);
    ZooKeeperClients.watch(client, new Counted(view));
    String path = ZooKeeperClients.path(name);
    PersistentNode node =
        new PersistentNode(client, CreateMode.EPHEMERAL, false, path, new byte[0]);
    node.start();
    running.add(node);
  }
}
