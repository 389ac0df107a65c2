package io.rollcall.sim;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport.ClientPort;
import io.rollcall.discovery.agent.Transport.ServerPort;
import io.rollcall.discovery.agent.Transport.SubscriberPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The network between simulated hosts: servers at addresses, connections that come and go,
 * conditions. Not thread-safe.
 */
public abstract class SimNetwork {
  static final long LATENCY = 300_000;

  /** Hears of each frame, so that a run can tell what it did to whom, and when to strike. */
  public interface Listener {
    /** A frame is on its way from one host to the other. */
    void sent(Host from, Host to, byte[] frame);

    /** Something from one host to the other was lost in bad conditions. */
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
  private final NetworkConditions conditions = new NetworkConditions();
  private final Map<Set<Host>, Cut> cuts = new HashMap<>();
  private final Map<Host, Cut> isolated = new HashMap<>();
  private Listener listener = NOBODY;

  SimNetwork(World world) {
    this.world = world;
  }

  /**
   * A network that carries whole frames from agent to agent, and does worse to them than TCP would:
   * it loses, repeats and reorders them within a connection.
   */
  public static SimNetwork ofFrames(World world) {
    return new FrameNetwork(world);
  }

  /**
   * A network that carries octets on simulated TCP, on which the library's own transport runs with
   * these options.
   */
  public static TcpNetwork ofOctets(World world, Options options) {
    return new TcpNetwork(world, options);
  }

  /** The world that it is in. */
  public final World world() {
    return world;
  }

  /** What happens to what is under way. */
  public final NetworkConditions conditions() {
    return conditions;
  }

  /** A new host. */
  public final Host host(String name) {
    return new Host(world, name);
  }

  /** Tells of each frame. */
  public final void listen(Listener listener) {
    this.listener = listener;
  }

  final Listener listener() {
    return listener;
  }

  /** Binds a server to an address; it takes the place of one that is gone. */
  public abstract SimNode server(
      Host host, String address, Function<ServerPort, ListeningAgent> agent);

  /** Connects a client to some addresses. */
  public abstract SimConnecting client(
      Host host, List<String> addresses, Function<ClientPort, ConnectingAgent> agent);

  /** Connects a subscriber to some addresses. */
  public abstract SimConnecting subscriber(
      Host host, List<String> addresses, Function<SubscriberPort, ConnectingAgent> agent);

  /** Drops every connection of this host; those who connect do so again. */
  public abstract void reset(Host host);

  /**
   * The connections that stand between these two hosts are dead from now on, and neither end is
   * told.
   */
  public abstract void mute(Host one, Host other);

  /** Whether a connection between these two hosts is dead and neither end was told. */
  public abstract boolean isMute(Host one, Host other);

  /**
   * The sockets of a server fail, and are opened again at once.
   *
   * @throws UnsupportedOperationException if its transport has none that fail by themselves
   */
  public abstract void reopen(SimNode server);

  /** Nothing passes between these two hosts from now on: what is sent is lost. */
  public final void cut(Host one, Host other) {
    cuts.putIfAbsent(pair(one, other), new Cut(false));
  }

  /**
   * Nothing passes between these two hosts from now on: what is sent arrives after {@link #heal},
   * in order, since TCP sends it again, if the connection has lasted.
   */
  public final void suspend(Host one, Host other) {
    cuts.putIfAbsent(pair(one, other), new Cut(true));
  }

  /** What is sent passes again between these two hosts. */
  public final void heal(Host one, Host other) {
    Cut cut = cuts.remove(pair(one, other));
    if (cut != null) {
      cut.onHeal.forEach(Runnable::run);
    }
  }

  /**
   * Nothing passes between this host and any other from now on. What is sent is lost, or {@code
   * held} as by {@link #suspend}.
   */
  public final void isolate(Host host, boolean held) {
    isolated.putIfAbsent(host, new Cut(held));
  }

  /** Ends what {@link #isolate} began. */
  public final void rejoin(Host host) {
    Cut cut = isolated.remove(host);
    if (cut != null) {
      cut.onHeal.forEach(Runnable::run);
    }
  }

  /** Whether nothing passes between these two hosts. */
  public final boolean isCut(Host one, Host other) {
    return between(one, other) != null;
  }

  final @Nullable Cut between(Host one, Host other) {
    Cut cut = cuts.get(pair(one, other));
    if (cut == null) {
      cut = isolated.get(one);
    }
    return cut == null ? isolated.get(other) : cut;
  }

  /** Something happens as soon as these two hosts hear each other; at once if they do. */
  final void whenHealed(Host one, Host other, Runnable happening) {
    Cut cut = between(one, other);
    if (cut == null) {
      happening.run();
    } else {
      cut.onHeal.add(() -> whenHealed(one, other, happening));
    }
  }

  /** When something arrives that is sent now, by the latency and the conditions. */
  final long arrival() {
    long arrives = world.now() + world.between(LATENCY / 2, LATENCY);
    return world.chance(conditions.delaying)
        ? arrives + world.between(0, conditions.delay)
        : arrives;
  }

  private static Set<Host> pair(Host one, Host other) {
    return one == other ? Set.of(one) : Set.of(one, other);
  }

  /** What keeps one direction of a connection in order. */
  static final class Lane {
    long last;

    /** Whether its end has been heard of; nothing follows. */
    boolean over;
  }

  /** What is between two hosts that can't hear each other. */
  static final class Cut {
    final boolean holds;
    final List<Runnable> onHeal = new ArrayList<>();

    Cut(boolean holds) {
      this.holds = holds;
    }
  }
}
