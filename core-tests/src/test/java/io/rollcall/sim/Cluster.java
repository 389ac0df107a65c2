package io.rollcall.sim;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Servers, clients and subscribers in a simulated world, and what may excuse what they show. */
final class Cluster {

  final World world;
  final SimNetwork network;
  final Options options;
  final Bounds bounds;
  final List<SimulatedServer> servers = new ArrayList<>();
  final List<SimulatedClient> clients = new ArrayList<>();
  final List<SimulatedSubscriber> subscribers = new ArrayList<>();
  final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final Map<Check, Long> checks = new EnumMap<>(Check.class);
  final Invariants invariants;
  private final Map<Set<Host>, Excuse> betweenHosts = new HashMap<>();
  private final int mostClients;
  private final Extras extras;
  private final List<Stranger> strangers = new ArrayList<>();

  /** While messages may be lost, late or in disorder. */
  final Excuse conditions = new Excuse();

  private int hosts;
  private long updates;
  private Host surveying;
  private Runnable afterNextSurvey = () -> {};

  /** One whose network carries frames. */
  Cluster(long seed, Options options, int servers, int mostClients) {
    this(seed, options, servers, mostClients, Carrier.FRAMES, Extras.none());
  }

  Cluster(
      long seed, Options options, int servers, int mostClients, Carrier carrier, Extras extras) {
    this.mostClients = mostClients;
    this.extras = extras;
    this.world = new World(seed);
    this.network = carrier.network(world, options);
    this.options = options;
    this.bounds = new Bounds(options);
    for (int i = 1; i <= servers; i++) {
      this.servers.add(new SimulatedServer(network, "server" + i, options, extras));
    }
    this.invariants = new Invariants(this);
    network.listen(
        new SimNetwork.Listener() {
          @Override
          public void sent(Host from, Host to, byte[] frame) {
            if (extras.have(Extra.LIMITS) && isRefusal(frame)) {
              refused(from, to);
            }
            if (from == surveying && isSurvey(frame)) {
              surveying = null;
              world.after(0, afterNextSurvey);
            }
          }

          @Override
          public void lost(Host from, Host to) {
            between(from, to).extend(world.now() + bounds.agreement());
            excuse(from, bounds.agreement());
            excuse(to, bounds.agreement());
          }
        });
  }

  void count(Check check) {
    checks.merge(check, 1L, Long::sum);
  }

  /** How often each was checked so far. */
  Map<Check, Long> checked() {
    return Map.copyOf(checks);
  }

  void count(Fault fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  List<String> addresses() {
    return servers.stream().map(server -> server.address).toList();
  }

  /** A client of this name on a host of its own. */
  SimulatedClient startClient(String name) {
    Host host = network.host("host" + ++hosts);
    if (extras.have(Extra.KEYS)) {
      host.prove("the cluster's key");
    }
    return startClient(name, host);
  }

  boolean have(Extra kind) {
    return extras.have(kind);
  }

  List<Stranger> strangers() {
    return strangers;
  }

  /** Somebody who has no right to a name wants it for so long. */
  void startStranger(String name, long nanos) {
    Host host = network.host("stranger" + ++hosts);
    host.prove("another key");
    arrived(host);
    SimulatedClient client = new SimulatedClient(world, process(host), name, options);
    Stranger stranger = new Stranger(client, world.now(), world.now() + nanos);
    strangers.add(stranger);
    world.after(nanos, client::crash);
  }

  SimulatedClient startClient(String name, Host host) {
    arrived(host);
    return startClient(name, process(host));
  }

  /** A client of this name beside those of a process. */
  SimulatedClient startClient(String name, SimulatedProcess process) {
    SimulatedClient client = new SimulatedClient(world, process, name, options);
    excuse(client, bounds.recovery());
    // It may find its name bound to another key.
    strangers.stream()
        .filter(each -> each.client().name().equals(name))
        .forEach(each -> client.excuse.extend(each.seenUntil(bounds)));
    // What cuts the others off cuts it off too.
    process.clients.forEach(each -> client.excuse.extend(each.excuse.until()));
    clients.add(client);
    if (clients.size() > 4 * mostClients) {
      clients.removeIf(
          each -> each.isGone() && !each.excuse.heldSince(world.now() - 20_000 * Bounds.MILLI));
    }
    return client;
  }

  /** A process on a host, of clients to come. */
  SimulatedProcess process(Host host) {
    return new SimulatedProcess(network, host, addresses());
  }

  void startSubscriber() {
    String name = "subscriber" + (subscribers.size() + 1);
    SimulatedSubscriber[] self = new SimulatedSubscriber[1];
    self[0] =
        new SimulatedSubscriber(
            network,
            name,
            options,
            addresses(),
            change -> invariants.changed(self[0], name, change),
            state -> invariants.changed(self[0], state));
    excuse(self[0], bounds.recovery());
    servers.forEach(each -> disturb(self[0].host, each.host, bounds.recovery()));
    arrived(self[0].host);
    subscribers.add(self[0]);
  }

  /** Those servers that nobody hears are not heard by newcomers either. */
  private void arrived(Host host) {
    servers.forEach(each -> between(host, each.host).extend(each.isolation.until()));
  }

  List<SimulatedClient> alive() {
    return clients.stream().filter(SimulatedClient::isAlive).toList();
  }

  /** The hosts of all who connect to servers. */
  List<Host> connecting() {
    List<Host> all = new ArrayList<>();
    alive().forEach(each -> all.add(each.host));
    subscribers.forEach(each -> all.add(each.host));
    return all;
  }

  boolean hasRoom() {
    return alive().size() < mostClients;
  }

  void update(SimulatedClient client) {
    client.update(++updates);
    invariants.updated(client);
  }

  /** What happened between two hosts and may explain what they know of each other. */
  Excuse between(Host one, Host other) {
    return betweenHosts.computeIfAbsent(Set.of(one, other), any -> new Excuse());
  }

  /** These two may know nothing, or old things, of each other for so long. */
  void disturb(Host one, Host other, long nanos) {
    between(one, other).extend(world.now() + nanos);
  }

  void excuse(SimulatedClient client, long nanos) {
    client.excuse.extend(world.now() + nanos);
  }

  void excuse(SimulatedSubscriber subscriber, long nanos) {
    subscriber.excuse.extend(world.now() + nanos);
  }

  /** Whatever host it is, what happens there may be seen for so long. */
  void excuse(Host host, long nanos) {
    clients.stream().filter(each -> each.host == host).forEach(each -> excuse(each, nanos));
    subscribers.stream().filter(each -> each.host == host).forEach(each -> excuse(each, nanos));
  }

  void excuseClients(long nanos) {
    clients.forEach(each -> excuse(each, nanos));
  }

  void excuseAll(long nanos) {
    excuseClients(nanos);
    subscribers.forEach(each -> excuse(each, nanos));
  }

  /** Something shall happen when this server has asked next, before anybody can answer. */
  void afterNextSurvey(SimulatedServer server, Runnable strike) {
    surveying = server.host;
    afterNextSurvey = strike;
  }

  /** What a broken guarantee is thrown as. */
  AssertionError broken(String what, Object whom) {
    return new AssertionError(
        "at %d ms: %s: %s; servers %s".formatted(world.now() / Bounds.MILLI, what, whom, servers));
  }

  /** A client that was refused says hello again after a pause. */
  private void refused(Host by, Host whom) {
    disturb(by, whom, Stranger.REFUSED_PAUSE + bounds.agreement());
    excuse(whom, Stranger.REFUSED_PAUSE + bounds.agreement());
  }

  private static boolean isRefusal(byte[] frame) {
    try {
      return Codec.decode(frame, 0) instanceof Message.Refused;
    } catch (MalformedFrameException published) {
      return false;
    }
  }

  private static boolean isSurvey(byte[] frame) {
    try {
      return Codec.decode(frame, 0) instanceof Message.Survey;
    } catch (MalformedFrameException published) {
      return false;
    }
  }
}
