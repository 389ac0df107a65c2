package io.rollcall.benchmarks.peers;

import java.io.IOException;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.CreateMode;

/**
 * ZooKeeper, with its Java client Curator. Members of a process share a client and its session,
 * each has an ephemeral node.
 */
final class ZooKeeperPeer implements Discovery {
  private final ZooKeeperTimes times;

  ZooKeeperPeer(ZooKeeperTimes times) {
    this.times = times;
  }

  @Override
  public Addresses hub() throws IOException {
    return ZooKeeperServers.start(times);
  }

  @Override
  public void observe(String address, Sightings sightings) {
    ZooKeeperClients.watch(ZooKeeperClients.start(address, times), sightings);
  }

  @Override
  public Members members(String address) {
    CuratorFramework client = ZooKeeperClients.start(address, times);
    return name -> {
      Node node = new Node(client, ZooKeeperClients.path(name));
      node.create();
      return node;
    };
  }

  private record Node(CuratorFramework client, String path) implements Stay {
    void create() throws IOException {
      try {
        client
            .create()
            .creatingParentsIfNeeded()
            .withMode(CreateMode.EPHEMERAL)
            .forPath(path, new byte[0]);
      } catch (Exception failed) {
        throw new IOException(path + " can't be created", failed);
      }
    }

    @Override
    public void leave() throws IOException {
      try {
        client.delete().forPath(path);
      } catch (Exception failed) {
        throw new IOException(path + " can't be deleted", failed);
      }
    }

    @Override
    public void discard() {
      // Leaving was all.
    }
  }
}
