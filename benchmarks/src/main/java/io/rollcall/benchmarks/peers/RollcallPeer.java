package io.rollcall.benchmarks.peers;

import io.rollcall.benchmarks.thin.Room;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rollcall: a server, a subscriber, and clients. */
final class RollcallPeer implements Discovery {
  /** What a new member shares with those of its process that stay. */
  enum Connecting {
    /** A connection. */
    SHARED,
    /** The thread, and no connection. */
    ALONE,
    /** Nothing: nobody else is there. */
    FIRST
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Options options;
  private final boolean byCallback;
  private final Connecting connecting;

  /** Nothing else would hold them. */
  private final List<Object> running = new ArrayList<>();

  RollcallPeer(Options options, boolean byCallback, Connecting connecting) {
    this.options = options;
    this.byCallback = byCallback;
    this.connecting = connecting;
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
    List<Client> residents = new ArrayList<>();
    return name -> {
      boolean stays = name.startsWith(Discovery.RESIDENT);
      if (connecting == Connecting.FIRST && !stays) {
        residents.forEach(Client::close);
        residents.clear();
      }
      // Who connects to another name of the same host shares no connection with those who stay.
      boolean elsewhere = stays && connecting == Connecting.ALONE;
      String at = elsewhere ? address.replace("127.0.0.1", "localhost") : address;
      Client client = Client.start(at, Member.named(name), options);
      if (stays) {
        residents.add(client);
      }
      return new ClientMember(client);
    };
  }

  @Override
  public void enter(Addresses hub) throws InterruptedException {
    Member self = Member.named("fresh" + System.nanoTime());
    ClientWithSub client = ClientWithSub.start(hub.ofMembers(), hub.ofObservers(), self, options);
    if (!client.awaitJoined(PATIENCE) || !client.awaitLive(PATIENCE)) {
      throw new IllegalStateException("not there after " + PATIENCE + ": " + client);
    }
    running.add(client);
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
