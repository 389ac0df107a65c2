package io.rollcall.discovery.agent;

import io.rollcall.discovery.agent.Transport.SubscriberPort;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.survey.Action;
import io.rollcall.discovery.survey.Peer;
import io.rollcall.discovery.survey.Replica;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Newer;
import io.rollcall.discovery.wire.Message.Published;
import io.rollcall.discovery.wire.Topic;
import io.rollcall.discovery.wire.WireException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscriber: a replica on its subscriptions. */
public final class SubscriberAgent implements Agent {
  private static final Logger log = LoggerFactory.getLogger(SubscriberAgent.class);

  private final UUID id;
  private final String cluster;
  private final SubscriberPort port;
  private final LiveMembership membership;
  private final Drops drops;
  private Replica replica;
  private boolean closed;

  /** A subscriber with a random id of its own; {@code name} stands in the log. */
  public SubscriberAgent(
      String name, UUID id, String cluster, LiveMembership membership, SubscriberPort port) {
    this.id = id;
    this.cluster = cluster;
    this.port = port;
    this.membership = membership;
    this.drops = new Drops(log, name);
    this.replica = new Replica(id, cluster, 0);
  }

  @Override
  public void start(long now) {
    replica = new Replica(id, cluster, now);
  }

  @Override
  public void added(Peer server, long now) {
    // Changes before snapshots: what follows a snapshot must not be missed.
    port.subscribe(server, Topic.ROLL.octets());
    perform(replica.added(server, now), now);
  }

  @Override
  public void removed(Peer server, long now) {
    perform(replica.removed(server, now), now);
  }

  @Override
  public void heard(Peer from, byte[] frame, long now) {
    try {
      Topic topic = Topic.of(frame);
      int request = topic.isSnapshot() ? topic.request() : Replica.NO_REQUEST;
      Message message = Codec.decode(frame, topic.length());
      if (message instanceof Published said) {
        perform(replica.heard(from, said, request, now), now);
      } else if (!(message instanceof Newer)) {
        drops.drop("a message that no server publishes", now);
      }
    } catch (WireException unreadable) {
      drops.drop(unreadable.reason(), now);
    }
  }

  @Override
  public void connected(Peer to, long now) {
    perform(replica.connected(to, now), now);
  }

  @Override
  public void dropped(String what, long now) {
    drops.drop(what, now);
  }

  @Override
  public void tick(long now) {
    perform(replica.tick(now), now);
  }

  @Override
  public long due() {
    return replica.due();
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
    membership.end();
  }

  private void perform(List<Action> actions, long now) {
    for (Action action : actions) {
      if (action instanceof Action.Request request) {
        port.subscribe(request.server(), Topic.snapshot(id, request.request()).octets());
      } else if (action instanceof Action.Withdraw withdraw) {
        port.unsubscribe(withdraw.server(), Topic.snapshot(id, withdraw.request()).octets());
      } else if (action instanceof Action.Reconnect reconnect) {
        port.reconnect(reconnect.server());
      } else if (action instanceof Action.RosterChanged changed) {
        membership.publish(changed.change());
      } else if (action instanceof Action.StateChanged changed) {
        membership.publish(changed.state());
      } else if (action instanceof Action.Warn warn) {
        drops.drop(warn.text(), now);
      }
    }
  }
}
