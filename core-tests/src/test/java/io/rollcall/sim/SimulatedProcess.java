package io.rollcall.sim;

import io.rollcall.discovery.agent.ClientAgent;
import java.util.ArrayList;
import java.util.List;

/** A process of clients that share their connections. */
final class SimulatedProcess {
  final Host host;
  final SimConnecting node;
  final List<SimulatedClient> clients = new ArrayList<>();
  private ClientAgent made;

  SimulatedProcess(SimNetwork network, Host host, List<String> addresses) {
    this.host = host;
    World world = network.world();
    this.node =
        network.client(
            host,
            addresses,
            port -> {
              made =
                  new ClientAgent(
                      "clients of " + host, world.chance(0.3) ? NextVersion.of(port) : port);
              return made;
            });
  }

  ClientAgent agent() {
    return made;
  }

  /** One client less; the last one takes the connections with it. */
  void left(SimulatedClient client) {
    clients.remove(client);
    if (clients.isEmpty()) {
      node.close();
    }
  }
}
