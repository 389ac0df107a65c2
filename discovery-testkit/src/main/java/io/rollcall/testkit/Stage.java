package io.rollcall.testkit;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ClientAgent;
import io.rollcall.discovery.agent.HostedClient;
import io.rollcall.discovery.agent.ServerAgent;
import io.rollcall.discovery.agent.SubscriberAgent;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.sim.Host;
import io.rollcall.discovery.sim.SimNetwork;
import io.rollcall.discovery.sim.SimStation;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts the library's agents on the hosts of its simulated network. Not thread-safe. */
final class Stage {
  /** A client's agent, and where it runs. */
  record RunningClient(ClientAgent agent, SimStation station) {}

  private final VirtualTime time;
  private final SimNetwork network;
  private final Options options;
  private final List<String> addresses;

  Stage(VirtualTime time, Options options, int servers) {
    this.time = time;
    this.network = new SimNetwork(time.world());
    this.options = options.withExecutor(time.delivery());
    this.addresses = IntStream.rangeClosed(1, servers).mapToObj(each -> "server" + each).toList();
  }

  VirtualTime time() {
    return time;
  }

  SimNetwork network() {
    return network;
  }

  /** Where servers are, by their names. */
  List<String> addresses() {
    return addresses;
  }

  Host host(String name) {
    return network.host(name);
  }

  LiveMembership membership() {
    return new LiveMembership(options);
  }

  SimStation server(Host host, LiveMembership membership) {
    return network.server(
        host,
        host.name(),
        port -> new ServerAgent(host.name(), time::incarnation, options, membership, port));
  }

  RunningClient client(Host host, HostedClient client) {
    AtomicReference<@Nullable ClientAgent> made = new AtomicReference<>();
    SimStation station =
        network.client(
            host,
            addresses,
            port -> {
              ClientAgent agent = new ClientAgent(host.name(), port);
              agent.join(client, time.world().now());
              made.set(agent);
              return agent;
            });
    ClientAgent agent = made.get();
    if (agent == null) {
      throw new IllegalStateException("the network made no client on " + host);
    }
    return new RunningClient(agent, station);
  }

  SimStation subscriber(Host host, LiveMembership membership) {
    return network.subscriber(
        host,
        addresses,
        port -> {
          SubscriberAgent agent =
              new SubscriberAgent(host.name(), time.id(), options.cluster(), port);
          agent.attach(membership);
          return agent;
        });
  }

  Options options() {
    return options;
  }
}
