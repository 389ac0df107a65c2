package io.rollcall.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.JChannel;

/**
 * JGroups, a group without a server: every member is a channel and sees all others. The hub is the
 * first, the coordinator; the observer is one more.
 */
final class JGroupsPeer implements Discovery {
  private static final Sightings NOBODY_LOOKS = (what, name) -> {};

  /** Nothing else would hold them. */
  private final List<JChannel> running = new ArrayList<>();

  @Override
  public Addresses hub() throws IOException {
    JChannel first = JGroupsChannels.open(JGroupsChannels.HUB, "", NOBODY_LOOKS);
    JGroupsChannels.connect(first);
    running.add(first);
    String address = JGroupsChannels.address(first);
    return new Addresses(address, address);
  }

  @Override
  public void observe(String address, Sightings sightings) throws IOException {
    JChannel observer = JGroupsChannels.open("observer", address, sightings);
    JGroupsChannels.connect(observer);
    running.add(observer);
  }

  @Override
  public Members members(String address) {
    return name -> {
      JChannel channel = JGroupsChannels.open(name, address, NOBODY_LOOKS);
      JGroupsChannels.connect(channel);
      return new Joined(channel);
    };
  }

  private record Joined(JChannel channel) implements Stay {
    @Override
    public void leave() {
      channel.disconnect();
    }

    @Override
    public void discard() {
      channel.close();
    }
  }
}
