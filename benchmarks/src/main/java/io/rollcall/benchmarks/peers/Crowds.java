package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Addresses;

/** The crowds of the systems, by name, since a process is given strings. */
final class Crowds {
  private Crowds() {}

  /** A crowd of the system of this name, that goes to this hub. */
  static Crowd named(String system, Addresses hub) {
    return switch (system) {
      case Systems.ROLLCALL -> new RollcallCrowd(hub);
      case Systems.ETCD -> new EtcdCrowd(hub);
      case Systems.ZOOKEEPER -> new ZooKeeperCrowd(hub);
      case Systems.JGROUPS -> new JGroupsCrowd(hub);
      default -> throw new IllegalArgumentException("no crowd is named '" + system + "'");
    };
  }
}
