package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.peers.Discovery.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.JChannel;

/** Channels of JGroups. Each waits until it has joined, so each has a thread to do so. */
final class JGroupsCrowd implements Crowd {
  private final Addresses hub;

  /** Nothing else would hold them. */
  private final List<JChannel> running = new ArrayList<>();

  JGroupsCrowd(Addresses hub) {
    this.hub = hub;
  }

  @Override
  public void join(String name, View view) throws IOException {
    JChannel channel =
        JGroupsChannels.open(name, hub.ofMembers(), new WithoutHub(new Counted(view)));
    running.add(channel);
    Discovery.start("connects " + name, () -> connect(channel));
  }

  private static void connect(JChannel channel) {
    try {
      JGroupsChannels.connect(channel);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The hub is a member too, and none of the crowd. */
  private record WithoutHub(Discovery.Sightings sightings) implements Discovery.Sightings {
    @Override
    public void seen(String what, String name) {
      if (!name.equals(JGroupsChannels.HUB)) {
        sightings.seen(what, name);
      }
    }
  }
}
