package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.thin.Room;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import java.util.ArrayList;
import java.util.List;

/** Rollcall: a server, a subscriber, and clients. */
final class RollcallPeer implements Discovery {
  private final Options options;
  private final boolean byCallback;
  private final boolean sharing;

  /** Nothing else would hold them. */
  private final List<Object> running = new ArrayList<>();

  /**
   * A system.
   *
   * @param sharing whether members that stay at one time share a connection
   */
  RollcallPeer(Options options, boolean byCallback, boolean sharing) {
    this.options = options;
    this.byCallback = byCallback;
    this.sharing = sharing;
  }

  @Override
  public Addresses hub() {
    Server server =
        Server.start(
            "tcp://127.0.0.1:0", "tcp://127.0.0.1:0", options.withLimits(Room.forACrowd()));
    running.add(server);
    return new Addresses(server.urlServer(), server.urlPubSub());
  }

  @Override
  public void observe(String address, Sightings sightings) {
    Subscriber subscriber = Subscriber.start(address, options);
    running.add(subscriber);
    if (byCallback) {
      running.add(subscriber.changes().subscribe(change -> tell(change, sightings)));
    } else {
      FeedQueue<MembershipChange> changes = subscriber.changes().queue();
      Discovery.start("takes changes", () -> take(changes, sightings));
    }
  }

  @Override
  public Members members(String address) {
    return name -> {
      // Who connects to another name of the same host shares no connection with those who stay.
      boolean stays = name.startsWith(Discovery.RESIDENT);
      String at = sharing || !stays ? address : address.replace("127.0.0.1", "localhost");
      return new ClientMember(Client.start(at, Member.named(name), options));
    };
  }

  private static void take(FeedQueue<MembershipChange> changes, Sightings sightings) {
    try {
      while (true) {
        tell(changes.take(), sightings);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(MembershipChange change, Sightings sightings) {
    for (Member member : change.joined()) {
      sightings.seen(Sightings.JOINED, member.name());
    }
    for (Member member : change.left()) {
      sightings.seen(change.cause(member.name()).name(), member.name());
    }
  }

  private record ClientMember(Client client) implements Discovery.Stay {
    @Override
    public void leave() {
      client.close();
    }

    @Override
    public void discard() {
      // Leaving was all.
    }
  }
}
