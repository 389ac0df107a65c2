package io.rollcall.benchmarks.peers;

import io.etcd.jetcd.Client;
import io.rollcall.benchmarks.peers.Discovery.Addresses;

/** Leases and watches, one of both for each member, over one client. */
final class EtcdCrowd implements Crowd {
  private final Client client;

  EtcdCrowd(Addresses hub) {
    client = Client.builder().endpoints(hub.ofMembers()).build();
  }

  @Override
  public void join(String name, View view) {
    EtcdWatch.start(client, new Counted(view));
    EtcdMember.join(client, name);
  }
}
