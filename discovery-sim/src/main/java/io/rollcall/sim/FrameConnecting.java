package io.rollcall.sim;

import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.survey.Peer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node that connects to servers: to some at first, to more or less of them later. */
abstract class FrameConnecting extends FrameNode<ConnectingAgent> implements SimConnecting {
  private final Map<Peer, FrameConnection> connections = new LinkedHashMap<>();
  private long peers;

  FrameConnecting(FrameNetwork network, Host host) {
    super(network, host);
  }

  @Override
  public void connect(String address) {
    call(
        agent -> {
          Peer server = new Peer(peers++, address, "");
          connections.put(server, network.connection(this, server, address));
          agent.added(server, world.now());
        });
  }

  @Override
  public void disconnect(String address) {
    call(
        agent -> {
          for (FrameConnection each : List.copyOf(connections.values())) {
            if (each.address().equals(address)) {
              connections.remove(each.end());
              network.close(each);
              agent.removed(each.end(), world.now());
            }
          }
        });
  }

  /** Gives a connection up and makes another. */
  public void reconnect(Peer server) {
    FrameConnection connection = to(server);
    if (connection != null) {
      connection.drop(host());
    }
  }

  @Nullable FrameConnection to(Peer server) {
    return connections.get(server);
  }

  void received(FrameConnection connection, byte[] frame) {
    call(connection, agent -> agent.heard(connection.end(), frame, world.now()));
  }

  void connected(FrameConnection connection) {
    call(connection, agent -> agent.connected(connection.end(), world.now()));
  }

  void lost(FrameConnection connection) {
    call(
        connection,
        agent -> {
          agent.lost(connection.end(), world.now());
          if (connection.server() != null) {
            agent.connected(connection.end(), world.now());
          }
        });
  }

  /** Calls the agent unless it is not to connect there any more. */
  private void call(FrameConnection connection, Call<ConnectingAgent> call) {
    call(
        agent -> {
          if (connections.containsValue(connection)) {
            call.on(agent);
          }
        });
  }
}
