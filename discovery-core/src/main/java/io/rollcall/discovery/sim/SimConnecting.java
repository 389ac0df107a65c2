package io.rollcall.discovery.sim;

import io.rollcall.discovery.survey.Peer;
import java.util.ArrayList;
import java.util.List;

/** A station that connects to servers. */
abstract class SimConnecting extends SimStation {
  private final List<Connection> connections = new ArrayList<>();

  SimConnecting(SimNetwork network, Host host) {
    super(network, host);
  }

  void open(Connection connection) {
    connections.add(connection);
  }

  /** The addresses, in the order given. */
  public List<Peer> servers() {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      peers.add(new Peer(i));
    }
    return peers;
  }

  Connection to(Peer server) {
    return connections.get((int) server.number());
  }

  private Peer peer(Connection connection) {
    return new Peer(connections.indexOf(connection));
  }

  void received(Connection connection, byte[] frame) {
    call(agent -> agent.heard(peer(connection), frame, world.now()));
  }

  void connected(Connection connection) {
    call(agent -> agent.connected(peer(connection), world.now()));
  }

  void lost(Connection connection) {
    call(
        agent -> {
          agent.lost(peer(connection), world.now());
          if (connection.server() != null) {
            agent.connected(peer(connection), world.now());
          }
        });
  }
}
