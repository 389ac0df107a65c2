package io.rollcall.stress.handles;

import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connects clients and subscribers to registers; an endpoint is its name. Thread-safe. */
final class MemoryTransport implements Transport {
  private final Map<String, Register> servers =
      Map.of("a", new Register("a"), "b", new Register("b"), "c", new Register("c"));
  private final Set<Station> stations = new HashSet<>();

  /** The server at this endpoint, if there is one. */
  @Nullable Register server(String endpoint) {
    return servers.get(endpoint);
  }

  /** To be called in a turn. */
  void closed(Station station) {
    stations.remove(station);
  }

  /** Where each agent that runs connects to. */
  String open() {
    return Turns.call(
        () -> String.join(" ", stations.stream().map(Station::endpoints).sorted().toList()));
  }

  @Override
  public <A extends ListeningAgent> Started<A, BoundAgent> server(
      String urlServer, String urlPubSub, Function<ServerPort, A> agent) {
    throw new UnsupportedOperationException("the servers are registers");
  }

  @Override
  public String canonical(String list) {
    return String.join(",", endpoints(list));
  }

  static List<String> endpoints(String list) {
    return List.copyOf(new TreeSet<>(Arrays.asList(list.split(",", -1))));
  }

  @Override
  public <A extends ConnectingAgent> Started<A, ConnectedAgent> client(
      String urlServer, Function<ClientPort, A> agent) {
    return started(urlServer, agent::apply);
  }

  @Override
  public <A extends ConnectingAgent> Started<A, ConnectedAgent> subscriber(
      String urlPubSub, Function<SubscriberPort, A> agent) {
    return started(urlPubSub, agent::apply);
  }

  private <A extends ConnectingAgent> Started<A, ConnectedAgent> started(
      String list, Function<Station, A> agent) {
    return Turns.call(
        () -> {
          Station station = new Station(this);
          stations.add(station);
          A made = agent.apply(station);
          station.start(made, list);
          return new Started<>(made, station);
        });
  }
}
