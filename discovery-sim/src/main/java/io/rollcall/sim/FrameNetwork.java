package io.rollcall.sim;

import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.survey.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries frames from agent to agent, each by itself. Not thread-safe. */
final class FrameNetwork extends SimNetwork {
  private static final long FIRST_RETRY = 10_000_000;
  private static final long LAST_RETRY = 500_000_000;

  private final World world;
  private final Map<String, FrameServer> servers = new LinkedHashMap<>();
  private final List<FrameConnection> connections = new ArrayList<>();

  FrameNetwork(World world) {
    super(world);
    this.world = world;
  }

  @Override
  public SimNode server(Host host, String address, Function<ServerPort, ListeningAgent> agent) {
    FrameServer server = new FrameServer(this, host);
    servers.put(address, server);
    server.start(agent.apply(server));
    return server;
  }

  @Override
  public SimConnecting client(
      Host host, List<String> addresses, Function<ClientPort, ConnectingAgent> agent) {
    FrameClient client = new FrameClient(this, host);
    client.start(agent.apply(client));
    addresses.forEach(client::connect);
    return client;
  }

  @Override
  public SimConnecting subscriber(
      Host host, List<String> addresses, Function<SubscriberPort, ConnectingAgent> agent) {
    FrameSubscriber subscriber = new FrameSubscriber(this, host);
    subscriber.start(agent.apply(subscriber));
    addresses.forEach(subscriber::connect);
    return subscriber;
  }

  @Override
  public void reset(Host host) {
    for (FrameConnection each : List.copyOf(connections)) {
      if (each.touches(host)) {
        each.drop(host);
      }
    }
  }

  @Override
  public void mute(Host one, Host other) {
    connections.stream()
        .filter(each -> each.touches(one) && each.touches(other))
        .forEach(FrameConnection::mute);
  }

  @Override
  public boolean isMute(Host one, Host other) {
    return connections.stream()
        .anyMatch(each -> each.isMute() && each.touches(one) && each.touches(other));
  }

  @Override
  public void reopen(SimNode server) {
    for (FrameConnection each : List.copyOf(connections)) {
      if (each.server() == server) {
        each.drop(server.host());
      }
    }
    servers.values().stream().filter(each -> each == server).forEach(FrameServer::reopened);
  }

  @Nullable FrameServer at(String address) {
    return servers.get(address);
  }

  /** A node has crashed or closed: its connections break. */
  void gone(FrameNode<?> node) {
    for (FrameConnection each : List.copyOf(connections)) {
      if (each.client() == node) {
        close(each);
      } else if (each.server() == node) {
        each.drop(node.host());
      }
    }
  }

  /** How long to wait before connecting again, after so many failures. */
  long retry(int failures) {
    long pause = Math.min(FIRST_RETRY << Math.min(failures, 10), LAST_RETRY);
    return pause + world.between(0, FIRST_RETRY);
  }

  /** Sends something from host to host through the conditions, in order with {@code lane}. */
  void send(Host from, Host to, Lane lane, byte[] frame, Runnable arrival) {
    listener().sent(from, to, frame);
    pass(from, to, lane, arrival);
  }

  private void pass(Host from, Host to, Lane lane, Runnable arrival) {
    Cut cut = between(from, to);
    if (cut != null) {
      if (cut.holds) {
        cut.onHeal.add(() -> pass(from, to, lane, arrival));
      }
      return;
    }
    if (world.chance(conditions().loss)) {
      listener().lost(from, to);
      return;
    }
    int copies = world.chance(conditions().duplication) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long arrives = arrival();
      if (world.chance(conditions().reordering)) {
        arrives += world.between(0, 20 * LATENCY);
      } else {
        arrives = Math.max(arrives, lane.last);
        lane.last = arrives;
      }
      world.after(arrives - world.now(), arrival);
    }
  }

  FrameConnection connection(FrameConnecting from, Peer end, String address) {
    FrameConnection connection = new FrameConnection(this, from, end, address);
    connections.add(connection);
    return connection;
  }

  void close(FrameConnection connection) {
    connection.close();
    connections.remove(connection);
  }
}
