package io.rollcall.benchmarks.peers;

import io.etcd.jetcd.Client;
import java.io.IOException;

/** etcd, with its Java client jetcd. Members of a process share a client. */
final class EtcdPeer implements Discovery {

  @Override
  public Addresses hub() throws IOException {
    return EtcdServer.start();
  }

  @Override
  public void observe(String address, Sightings sightings) {
    EtcdWatch.start(Client.builder().endpoints(address).build(), sightings);
  }

  @Override
  public Members members(String address) {
    Client client = Client.builder().endpoints(address).build();
    return name -> EtcdMember.join(client, name);
  }
}
