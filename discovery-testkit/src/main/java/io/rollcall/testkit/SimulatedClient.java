package io.rollcall.testkit;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Member;

/**
 * A {@link Client} in a {@link SimulatedCluster}: one start of a member that joins every server.
 * Not thread-safe.
 */
public final class SimulatedClient extends SimulatedNode {
  private final Client client;

  SimulatedClient(SimulatedCluster cluster, Member self) {
    super(cluster, self.name());
    this.client = Client.start(cluster.urlServer(), self, cluster.options(process()));
  }

  /** What the client says of itself, with its incarnation. */
  public Member self() {
    return client.self();
  }

  /**
   * Says something else of itself from now on; nothing happens once it is gone.
   *
   * @throws IllegalArgumentException if the name is another
   */
  public void update(Member updated) {
    client.update(updated);
  }

  /** How it stands with its servers. */
  public ClientState state() {
    return client.clientState();
  }

  @Override
  void closeHandle() {
    client.close();
  }

  @Override
  boolean isClosed() {
    return client.isClosed();
  }

  @Override
  public String toString() {
    return "client %s %s %s".formatted(self(), condition(), state());
  }
}
