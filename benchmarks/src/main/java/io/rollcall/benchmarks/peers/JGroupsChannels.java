package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Sightings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Global;
import org.jgroups.JChannel;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ExtendedUUID;

/** Channels of JGroups over TCP on the loopback address, each a member that sees all others. */
public final class JGroupsChannels {
  /** What the member is called that is there before all others. */
  public static final String HUB = "hub";

  /** JGroups' own configuration for TCP. */
  private static final String CONFIGURATION = "tcp.xml";

  private static final String NAME = "name";

  static {
    System.setProperty(Global.BIND_ADDR, "127.0.0.1");
  }

  private JGroupsChannels() {}

  /**
   * Makes a member that joins by those who are here, but does not connect it.
   *
   * @param here {@code HOST:PORT} of a member, or nothing for the first
   */
  public static JChannel open(String name, String here, Sightings sightings) throws IOException {
    try {
      JChannel channel = new JChannel(CONFIGURATION);
      TP transport = channel.getProtocolStack().getTransport();
      transport.setBindPort(0);
      // Each channel would listen for probes, and a host has 50 ports for that.
      transport.getDiagnosticsHandler().setEnabled(false);
      GMS membership = channel.getProtocolStack().findProtocol(GMS.class);
      // Standard output is for the lines of this process.
      membership.printLocalAddress(false);
      TCPPING discovery = channel.getProtocolStack().findProtocol(TCPPING.class);
      discovery.setPortRange(0);
      // The others are not among the initial hosts, so those must say where they are.
      discovery.returnEntireCache(true);
      discovery.setInitialHosts(here.isEmpty() ? List.of() : List.of(address(here)));
      // A logical name would reach the others later than the view.
      channel.addAddressGenerator(
          () -> ExtendedUUID.randomUUID(name).put(NAME, name.getBytes(StandardCharsets.UTF_8)));
      channel.setReceiver(new Views(sightings));
      return channel;
    } catch (Exception failed) {
      throw new IOException(name + " can't be made", failed);
    }
  }

  /** Lets it join; waits until it has. */
  public static void connect(JChannel channel) throws IOException {
    try {
      channel.connect("rollcall");
    } catch (Exception failed) {
      throw new IOException("a channel can't connect", failed);
    }
  }

  /** Where it can be reached. */
  static String address(JChannel channel) {
    Object physical = channel.down(new Event(Event.GET_PHYSICAL_ADDRESS, channel.getAddress()));
    IpAddress address = (IpAddress) physical;
    return address.getIpAddress().getHostAddress() + ":" + address.getPort();
  }

  private static InetSocketAddress address(String here) {
    int colon = here.lastIndexOf(':');
    return new InetSocketAddress(
        here.substring(0, colon), Integer.parseInt(here.substring(colon + 1)));
  }

  /** Tells of the difference between a view and the one before. */
  private static final class Views implements Receiver {
    private final Sightings sightings;
    private Set<Address> before = Set.of();

    Views(Sightings sightings) {
      this.sightings = sightings;
    }

    @Override
    public synchronized void viewAccepted(View view) {
      Set<Address> now = new HashSet<>(view.getMembers());
      tell(Sightings.JOINED, now, before);
      tell(Sightings.LEFT, before, now);
      before = now;
    }

    private void tell(String what, Set<Address> these, Set<Address> without) {
      for (Address each : these) {
        if (!without.contains(each)) {
          byte[] name = ((ExtendedUUID) each).get(NAME);
          sightings.seen(what, new String(name, StandardCharsets.UTF_8));
        }
      }
    }
  }
}
