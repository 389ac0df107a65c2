package io.rollcall.sim;

import io.rollcall.sim.SimNetwork.Cut;
import io.rollcall.sim.SimNetwork.Lane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** TCP between simulated hosts: their addresses, who listens where, and the connections. */
final class Tcp {
  private static final long SYN_AGAIN = 1_000_000_000;
  private static final long RETRANSMISSION = 200_000_000;
  private static final int FIRST_PORT = 32_768;
  private static final int PORTS = 28_232;
  private static final int CAPACITY = 256 << 10;

  /** So little that a peer which reads at once still holds up who writes. */
  private static final int SMALL_CAPACITY = 200;

  private static final double SMALL = 0.2;

  final SimNetwork network;
  private final World world;
  private final Map<Host, InetAddress> addresses = new LinkedHashMap<>();
  private final Map<InetAddress, Host> hosts = new LinkedHashMap<>();
  private final Map<InetSocketAddress, TcpListener> listening = new LinkedHashMap<>();
  private final Set<TcpConnection> connections = new LinkedHashSet<>();
  private int ports;

  Tcp(SimNetwork network) {
    this.network = network;
    this.world = network.world();
  }

  /** Where a host is, in 10.0.0.0/8. */
  InetAddress address(Host host) {
    return addresses.computeIfAbsent(
        host,
        any -> {
          int number = addresses.size() + 1;
          byte[] octets = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
          try {
            InetAddress address = InetAddress.getByAddress(octets);
            hosts.put(address, host);
            return address;
          } catch (UnknownHostException impossible) {
            throw new UncheckedIOException(impossible);
          }
        });
  }

  /** A new local end. */
  InetSocketAddress ephemeral(Host host) {
    return new InetSocketAddress(address(host), FIRST_PORT + ports++ % PORTS);
  }

  /** Binds it to an address of its host; to a free port, if that is 0. */
  InetSocketAddress bind(TcpListener listener, InetSocketAddress at) throws BindException {
    Host host = listener.sockets().host;
    InetAddress address = local(host, at.getAddress());
    if (!address.equals(address(host))) {
      throw new BindException("Cannot assign requested address");
    }
    InetSocketAddress local =
        at.getPort() == 0 ? ephemeral(host) : new InetSocketAddress(address, at.getPort());
    if (listening.putIfAbsent(local, listener) != null) {
      throw new BindException("Address already in use");
    }
    return local;
  }

  /** Each host has one address; the loopback and the wildcard stand for it. */
  InetAddress local(Host host, InetAddress address) {
    return address.isAnyLocalAddress() || address.isLoopbackAddress() ? address(host) : address;
  }

  /** Where the host of this name is. */
  Optional<InetAddress> address(String name) {
    return addresses.entrySet().stream()
        .filter(each -> each.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  void unbind(InetSocketAddress at) {
    listening.remove(at);
  }

  /** It is told whether somebody accepts it, or nothing, if nobody is there or hears it. */
  void connect(TcpSocket socket, InetSocketAddress to) {
    connect(socket, to, SYN_AGAIN);
  }

  private void connect(TcpSocket socket, InetSocketAddress to, long again) {
    Host there = hosts.get(to.getAddress());
    if (there == null || !socket.isConnectionPending()) {
      return;
    }
    Host here = socket.host();
    Runnable lost = () -> world.after(again, () -> connect(socket, to, 2 * again));
    if (network.isCut(here, there)) {
      lost.run();
      return;
    }
    Lane up = new Lane();
    Lane down = new Lane();
    carry(
        here,
        there,
        up,
        () -> {
          if (listening.containsKey(to)) {
            carry(there, here, down, () -> accepted(socket, to, up, down), lost);
          } else {
            carry(there, here, down, () -> socket.fail("Connection refused"), lost);
          }
        },
        lost);
  }

  private void accepted(TcpSocket dialled, InetSocketAddress to, Lane up, Lane down) {
    TcpListener listener = listening.get(to);
    if (!dialled.isConnectionPending()) {
      return;
    }
    if (listener == null) {
      dialled.fail("Connection reset");
      return;
    }
    TcpSocket accepted = listener.sockets().accepted(to);
    int capacity = world.chance(SMALL) ? SMALL_CAPACITY : CAPACITY;
    TcpConnection made = new TcpConnection(this, dialled, accepted, up, down, capacity);
    connections.add(made);
    accepted.joined(made, dialled.getLocalAddress(), true);
    dialled.joined(made, to, false);
    made.established(
        () -> {
          if (!listener.arrived(accepted)) {
            close(accepted);
          }
        });
  }

  /**
   * Carries something from host to host, in order with {@code lane}. What the network loses is sent
   * again; {@code lost} runs for what a cut loses.
   */
  void carry(Host from, Host to, Lane lane, Runnable arrival, Runnable lost) {
    Cut cut = network.between(from, to);
    if (cut != null) {
      if (cut.holds) {
        cut.onHeal.add(() -> carry(from, to, lane, arrival, lost));
      } else {
        lost.run();
      }
      return;
    }
    long arrives = network.arrival();
    if (world.chance(network.conditions().loss)) {
      network.listener().lost(from, to);
      arrives += world.between(RETRANSMISSION, 2 * RETRANSMISSION);
    }
    arrives = Math.max(arrives, lane.last);
    lane.last = arrives;
    world.after(arrives - world.now(), arrival);
  }

  void gone(TcpConnection connection) {
    connections.remove(connection);
  }

  List<TcpConnection> connections() {
    return List.copyOf(connections);
  }

  /** Those that touch this host. */
  List<TcpConnection> of(Host host) {
    return connections.stream().filter(each -> each.touches(host)).toList();
  }

  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
