package io.rollcall.discovery.sim;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.WireException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A server, clients and subscribers in a simulated world, and what is done to them. */
final class Cluster {
  private static final int MOST_CLIENTS = 8;

  final World world;
  final SimNetwork network;
  final Options options;
  final Bounds bounds;
  final SimulatedServer server;
  final List<SimulatedClient> clients = new ArrayList<>();
  final List<SimulatedSubscriber> subscribers = new ArrayList<>();
  final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  final Invariants invariants;
  private int hosts;
  private long updates;
  private Runnable afterNextSurvey = () -> {};

  Cluster(long seed, Options options) {
    this.world = new World(seed);
    this.network = new SimNetwork(world);
    this.options = options;
    this.bounds = new Bounds(options);
    this.server = new SimulatedServer(network, options);
    this.invariants = new Invariants(this);
    network.listen(
        new SimNetwork.Listener() {
          @Override
          public void sent(Host from, Host to, byte[] frame) {
            if (from == server.host && isSurvey(frame)) {
              Runnable strike = afterNextSurvey;
              afterNextSurvey = () -> {};
              world.after(0, strike);
            }
          }

          @Override
          public void lost(Host from, Host to) {
            excuse(from, bounds.recovery());
            excuse(to, bounds.recovery());
          }
        });
  }

  void count(Fault fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  /** A client of this name on a host of its own. */
  SimulatedClient startClient(String name) {
    return startClient(name, network.host("host" + ++hosts));
  }

  SimulatedClient startClient(String name, Host host) {
    SimulatedClient client = new SimulatedClient(network, host, name, options);
    excuse(client, bounds.recovery());
    clients.add(client);
    if (clients.size() > 4 * MOST_CLIENTS) {
      clients.removeIf(
          each -> each.isGone() && !each.excuse.heldSince(world.now() - 20_000 * Bounds.MILLI));
    }
    return client;
  }

  void startSubscriber() {
    String name = "subscriber" + (subscribers.size() + 1);
    SimulatedSubscriber[] self = new SimulatedSubscriber[1];
    self[0] =
        new SimulatedSubscriber(
            network,
            name,
            options,
            change -> invariants.changed(self[0], name, change),
            state -> invariants.changed(self[0], state));
    excuse(self[0], bounds.recovery());
    subscribers.add(self[0]);
  }

  List<SimulatedClient> alive() {
    return clients.stream().filter(SimulatedClient::isAlive).toList();
  }

  boolean hasRoom() {
    return alive().size() < MOST_CLIENTS;
  }

  void update(SimulatedClient client) {
    client.update(++updates);
    invariants.updated(client);
  }

  void excuse(SimulatedClient client, long nanos) {
    client.excuse.extend(world.now(), world.now() + nanos);
  }

  void excuse(SimulatedSubscriber subscriber, long nanos) {
    subscriber.excuse.extend(world.now(), world.now() + nanos);
    subscriber.network.extend(world.now(), world.now() + nanos);
  }

  /** It was stopped itself, which excuses that it lags, but not whom it blames. */
  void excuseLag(SimulatedSubscriber subscriber, long nanos) {
    subscriber.excuse.extend(world.now(), world.now() + nanos);
  }

  /** Whatever host it is, what happens there may be seen for so long. */
  void excuse(Host host, long nanos) {
    clients.stream().filter(each -> each.host == host).forEach(each -> excuse(each, nanos));
    subscribers.stream().filter(each -> each.host == host).forEach(each -> excuse(each, nanos));
  }

  void excuseAll(long nanos) {
    clients.forEach(each -> excuse(each, nanos));
    subscribers.forEach(each -> excuse(each, nanos));
  }

  /** Something shall happen when the server has asked next, before anybody can answer. */
  void afterNextSurvey(Runnable strike) {
    afterNextSurvey = strike;
  }

  private static boolean isSurvey(byte[] frame) {
    try {
      return Codec.decode(frame, 0) instanceof Message.Survey;
    } catch (WireException published) {
      return false;
    }
  }
}
