package io.rollcall.discovery.sim;

import io.rollcall.discovery.agent.Agent;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.survey.Peer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The network between simulated hosts: servers at addresses, connections that come and go, weather.
 * Not thread-safe.
 */
public final class SimNetwork {
  private static final long LATENCY = 300_000;
  private static final long FIRST_RETRY = 10_000_000;
  private static final long LAST_RETRY = 500_000_000;

  /** Hears of each frame, so that a run can tell what it did to whom, and when to strike. */
  public interface Listener {
    /** A frame is on its way from one host to the other. */
    void sent(Host from, Host to, byte[] frame);

    /** A frame from one host to the other was lost in bad weather. */
    void lost(Host from, Host to);
  }

  private static final Listener NOBODY =
      new Listener() {
        @Override
        public void sent(Host from, Host to, byte[] frame) {}

        @Override
        public void lost(Host from, Host to) {}
      };

  private final World world;
  private final Weather weather = new Weather();
  private final Map<String, SimServer> servers = new LinkedHashMap<>();
  private final List<Connection> connections = new ArrayList<>();
  private final Map<Set<Host>, Cut> cuts = new HashMap<>();
  private final Map<Host, Cut> isolated = new HashMap<>();
  private Listener listener = NOBODY;

  /** A network in this world. */
  public SimNetwork(World world) {
    this.world = world;
  }

  /** The world that it is in. */
  public World world() {
    return world;
  }

  /** What happens to frames under way. */
  public Weather weather() {
    return weather;
  }

  /** A new host. */
  public Host host(String name) {
    return new Host(world, name);
  }

  /** Tells of each frame. */
  public void listen(Listener listener) {
    this.listener = listener;
  }

  /** Binds a server to an address; it takes the place of one that is gone. */
  public SimStation server(Host host, String address, Function<ServerPort, Agent> agent) {
    SimServer server = new SimServer(this, host);
    servers.put(address, server);
    server.start(agent.apply(server));
    return server;
  }

  /** Connects a client to some addresses. */
  public SimConnecting client(
      Host host, List<String> addresses, Function<ClientPort, Agent> agent) {
    SimClient client = new SimClient(this, host);
    client.start(agent.apply(client));
    addresses.forEach(client::connect);
    return client;
  }

  /** Connects a subscriber to some addresses. */
  public SimConnecting subscriber(
      Host host, List<String> addresses, Function<SubscriberPort, Agent> agent) {
    SimSubscriber subscriber = new SimSubscriber(this, host);
    subscriber.start(agent.apply(subscriber));
    addresses.forEach(subscriber::connect);
    return subscriber;
  }

  /** No frame passes between these two hosts from now on: those that are sent are lost. */
  public void cut(Host one, Host other) {
    cuts.putIfAbsent(pair(one, other), new Cut(false));
  }

  /**
   * No frame passes between these two hosts from now on: those that are sent arrive after {@link
   * #heal}, in order, since TCP sends them again, if the connection has lasted.
   */
  public void suspend(Host one, Host other) {
    cuts.putIfAbsent(pair(one, other), new Cut(true));
  }

  /** Frames pass again between these two hosts. */
  public void heal(Host one, Host other) {
    Cut cut = cuts.remove(pair(one, other));
    if (cut != null) {
      cut.onHeal.forEach(Runnable::run);
    }
  }

  /**
   * No frame passes between this host and any other from now on. Those that are sent are lost, or
   * {@code held} as those of {@link #suspend}.
   */
  public void isolate(Host host, boolean held) {
    isolated.putIfAbsent(host, new Cut(held));
  }

  /** Ends what {@link #isolate} began. */
  public void rejoin(Host host) {
    Cut cut = isolated.remove(host);
    if (cut != null) {
      cut.onHeal.forEach(Runnable::run);
    }
  }

  /** Whether no frame passes between these two hosts. */
  public boolean isCut(Host one, Host other) {
    return between(one, other) != null;
  }

  private @Nullable Cut between(Host one, Host other) {
    Cut cut = cuts.get(pair(one, other));
    if (cut == null) {
      cut = isolated.get(one);
    }
    return cut == null ? isolated.get(other) : cut;
  }

  /** Something happens as soon as these two hosts, which are cut, hear each other again. */
  void whenHealed(Host one, Host other, Runnable happening) {
    Cut cut = between(one, other);
    if (cut == null) {
      happening.run();
    } else {
      cut.onHeal.add(happening);
    }
  }

  /** Drops every connection of this host; those who connect do so again. */
  public void reset(Host host) {
    for (Connection each : List.copyOf(connections)) {
      if (each.touches(host)) {
        each.drop(host);
      }
    }
  }

  /**
   * The connections that stand between these two hosts are dead from now on, and neither end is
   * told.
   */
  public void mute(Host one, Host other) {
    connections.stream()
        .filter(each -> each.touches(one) && each.touches(other))
        .forEach(Connection::mute);
  }

  /** Whether a connection between these two hosts is dead and neither end was told. */
  public boolean isMute(Host one, Host other) {
    return connections.stream()
        .anyMatch(each -> each.isMute() && each.touches(one) && each.touches(other));
  }

  /** The sockets of a server fail, and are opened again at once. */
  public void reopen(SimStation server) {
    for (Connection each : List.copyOf(connections)) {
      if (each.server() == server) {
        each.drop(server.host());
      }
    }
    server.reopened();
  }

  @Nullable SimServer at(String address) {
    return servers.get(address);
  }

  /** A station has crashed or closed: its connections break. */
  void gone(SimStation station) {
    for (Connection each : List.copyOf(connections)) {
      if (each.client() == station) {
        close(each);
      } else if (each.server() == station) {
        each.drop(station.host());
      }
    }
  }

  /** How long to wait before connecting again, after so many failures. */
  long retry(int failures) {
    long pause = Math.min(FIRST_RETRY << Math.min(failures, 10), LAST_RETRY);
    return pause + world.between(0, FIRST_RETRY);
  }

  /** Sends something from host to host through the weather, in order with {@code lane}. */
  void send(Host from, Host to, Lane lane, byte[] frame, Runnable arrival) {
    listener.sent(from, to, frame);
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
    if (world.chance(weather.loss)) {
      listener.lost(from, to);
      return;
    }
    int copies = world.chance(weather.duplication) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long arrives = world.now() + world.between(LATENCY / 2, LATENCY);
      if (world.chance(weather.delaying)) {
        arrives += world.between(0, weather.delay);
      }
      if (world.chance(weather.reordering)) {
        arrives += world.between(0, 20 * LATENCY);
      } else {
        arrives = Math.max(arrives, lane.last);
        lane.last = arrives;
      }
      world.after(arrives - world.now(), arrival);
    }
  }

  /** What keeps the frames of one direction of a connection in order. */
  static final class Lane {
    long last;

    /** Whether its end has been heard of; nothing follows. */
    boolean over;
  }

  private static Set<Host> pair(Host one, Host other) {
    return one == other ? Set.of(one) : Set.of(one, other);
  }

  /** What is between two hosts that can't hear each other. */
  private static final class Cut {
    final boolean holds;
    final List<Runnable> onHeal = new ArrayList<>();

    Cut(boolean holds) {
      this.holds = holds;
    }
  }

  Connection connection(SimConnecting from, Peer end, String address) {
    Connection connection = new Connection(this, from, end, address);
    connections.add(connection);
    return connection;
  }

  void close(Connection connection) {
    connection.close();
    connections.remove(connection);
  }
}
