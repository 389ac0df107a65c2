package io.rollcall.discovery.agent;

import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.log.Log;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Counters;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.survey.Replica;
import io.rollcall.discovery.survey.Resync;
import io.rollcall.discovery.survey.SubscriberSink;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Newer;
import io.rollcall.discovery.wire.Message.Published;
import io.rollcall.discovery.wire.Topic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Subscribers: a replica on its subscriptions, and the memberships that follow it. */
public final class SubscriberAgent implements ConnectingAgent {
  private static final Log log = Log.of(SubscriberAgent.class);

  private final String name;
  private final UUID id;
  private final SubscriberPort port;
  private final Replica replica;
  private final Set<LiveMembership> memberships = new LinkedHashSet<>();
  private final ConnectionCounts counts;
  private final DropLog drops;
  private final FirstContactWatchdog firstContact;
  private final SubscriberSink sink = new Sink();
  private boolean closed;

  /** A subscriber with a random id of its own; {@code name} stands in the log. */
  public SubscriberAgent(String name, UUID id, String cluster, SubscriberPort port) {
    this(name, id, new Replica(id, cluster), port, new ConnectionCounts());
  }

  private SubscriberAgent(
      String name, UUID id, Replica replica, SubscriberPort port, ConnectionCounts counts) {
    this.name = name;
    this.id = id;
    this.replica = replica;
    this.port = port;
    this.counts = counts;
    this.drops = new DropLog(log, name, counts.drops());
    this.firstContact = new FirstContactWatchdog("urlServer instead of urlPubSub");
  }

  /** One more membership follows the replica, from what it shows already. */
  public void attach(LiveMembership membership) {
    memberships.add(membership);
    Optional<MembershipChange> change = replica.changeSince(membership.roster());
    if (change.isPresent()) {
      membership.publish(change.get());
    }
    if (membership.state() != replica.state()) {
      membership.publish(replica.state());
    }
  }

  /** A membership follows no more. */
  public void detach(LiveMembership membership) {
    memberships.remove(membership);
  }

  /**
   * Another one, which knows what this one knows, counts on from here and has no membership yet.
   */
  SubscriberAgent fork(String forkName, UUID forkId, SubscriberPort forkPort) {
    return new SubscriberAgent(forkName, forkId, replica.fork(forkId), forkPort, counts.fork());
  }

  ConnectionCounts counts() {
    return counts;
  }

  Counters<Resync> resyncs() {
    return replica.resyncs();
  }

  @Override
  public void start(long now) {
    replica.start(now);
  }

  @Override
  public void added(Peer server, long now) {
    firstContact.added(server, now);
    // Changes before snapshots: what follows a snapshot must not be missed.
    port.subscribe(server, Topic.ROLL.octets());
    perform(replica.added(server, now), now);
  }

  @Override
  public void removed(Peer server, long now) {
    firstContact.forget(server);
    perform(replica.removed(server, now), now);
  }

  @Override
  public void heard(Peer from, byte[] frame, long now) {
    firstContact.forget(from);
    try {
      Topic topic = Topic.of(frame);
      int request = topic.isSnapshot() ? topic.request() : Replica.NO_REQUEST;
      Message message = Codec.decode(frame, topic.length());
      if (message instanceof Published said) {
        perform(replica.heard(from, said, request, now), now);
      } else if (!(message instanceof Newer)) {
        drops.drop("a message that no server publishes", now);
      }
    } catch (MalformedFrameException unreadable) {
      drops.drop(unreadable.reason(), now);
    }
  }

  @Override
  public void connected(Peer to, long now) {
    firstContact.connected(to);
    perform(replica.connected(to, now), now);
  }

  /** What was missed meanwhile is asked for once the next connection stands. */
  @Override
  public void lost(Peer peer, long now) {}

  @Override
  public void refused(Peer server, Refusal why, long now) {
    firstContact.forget(server);
    drops.drop("a connection, refused, " + why, now);
  }

  @Override
  public void dropped(String what, long now) {
    drops.drop(what, now);
  }

  @Override
  public void tick(long now) {
    firstContact.tick(now, what -> log.warn("{}: {}", name, what));
    perform(replica.tick(now), now);
  }

  @Override
  public long due() {
    return Math.min(replica.due(), firstContact.due());
  }

  @Override
  public void close(long now) {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void closed() {
    memberships.forEach(LiveMembership::end);
  }

  private void perform(List<Action.OfSubscriber> actions, long now) {
    for (Action.OfSubscriber action : actions) {
      action.performOn(sink, now);
    }
  }

  private final class Sink implements SubscriberSink {
    @Override
    public void request(Action.Request request, long now) {
      port.subscribe(request.server(), Topic.snapshot(id, request.request()).octets());
    }

    @Override
    public void withdraw(Action.Withdraw withdraw) {
      port.unsubscribe(withdraw.server(), Topic.snapshot(id, withdraw.request()).octets());
    }

    @Override
    public void reconnect(Action.Reconnect reconnect) {
      counts.reconnects().increment();
      port.reconnect(reconnect.server());
    }

    @Override
    public void rosterChanged(Action.RosterChanged changed) {
      for (LiveMembership each : memberships) {
        each.publish(changed.change());
      }
    }

    @Override
    public void stateChanged(Action.StateChanged changed) {
      for (LiveMembership each : memberships) {
        each.publish(changed.state());
      }
    }

    @Override
    public void warn(Action.Warn warn, long now) {
      drops.drop(warn.text(), now);
    }
  }
}
