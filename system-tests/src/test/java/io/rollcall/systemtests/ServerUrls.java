package io.rollcall.systemtests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a cluster's servers are bound, and how the others find them. For one thread. */
final class ServerUrls {
  private final Map<String, List<String>> bound = new LinkedHashMap<>();
  private Optional<String> hostName = Optional.empty();

  /** Whoever starts from now on knows this host name alone. */
  void allBehind(String hostName) {
    this.hostName = Optional.of(hostName);
  }

  /**
   * Where a server binds: at its old ports, or at any. Servers behind one name share their ports,
   * which are free: nobody else is on their hosts.
   */
  List<String> toBind(String server, String address) {
    if (hostName.isPresent() && !bound.isEmpty()) {
      return first().stream().map(url -> at(address, url)).toList();
    }
    String anyPort = "tcp://" + address + ":0";
    return bound.getOrDefault(server, List.of(anyPort, anyPort));
  }

  /** Where it is bound, for clients and for subscribers. */
  void bound(String server, List<String> urls) {
    bound.put(server, urls);
  }

  /** What clients connect to. */
  String forClients() {
    return toConnect(0);
  }

  /** What subscribers connect to. */
  String forSubscribers() {
    return toConnect(1);
  }

  private String toConnect(int which) {
    return hostName
        .map(name -> at(name, first().get(which)))
        .orElseGet(() -> String.join(",", bound.values().stream().map(u -> u.get(which)).toList()));
  }

  private List<String> first() {
    return bound.values().iterator().next();
  }

  private static String at(String host, String url) {
    return "tcp://" + host + url.substring(url.lastIndexOf(':'));
  }
}
