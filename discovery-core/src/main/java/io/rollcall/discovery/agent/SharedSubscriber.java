package io.rollcall.discovery.agent;

import io.rollcall.discovery.Metric;
import io.rollcall.discovery.agent.AgentPool.Entry;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.survey.Counters;
import io.rollcall.discovery.survey.Resync;
import io.rollcall.discovery.thread.Latch;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A membership that follows servers over connections that others may share. Thread-safe. */
public final class SharedSubscriber implements AutoCloseable {
  private final ConnectionPool connections;
  private final String cluster;
  private final LiveMembership membership;
  private final ReentrantLock moving = new ReentrantLock();

  /** None once it is closed: a closed handle leads to no thread. */
  private @Nullable Entry<SubscriberAgent> at;

  /** Of where it is, or was last. */
  private volatile ConnectionCounts counts;

  private volatile Counters<Resync> resyncs;

  SharedSubscriber(
      ConnectionPool connections,
      String cluster,
      LiveMembership membership,
      Entry<SubscriberAgent> at) {
    this.connections = connections;
    this.cluster = cluster;
    this.membership = membership;
    this.at = at;
    this.counts = at.agent.counts();
    this.resyncs = at.agent.resyncs();
    at.running.execute(now -> at.agent.attach(membership));
  }

  /** What there is to read of the subscriber. */
  public List<Metric> metrics() {
    return new MetricList("subscriber")
        .counters(
            "resyncs",
            "Snapshots asked for after the first.",
            "cause",
            EnumSet.allOf(Resync.class),
            cause -> resyncs.value(cause))
        .connections(() -> counts)
        .view(membership)
        .build();
  }

  /**
   * Listens to the servers at these endpoints from now on, and to no others; does nothing once
   * closed.
   *
   * @throws IllegalArgumentException if one is malformed; then nothing changes
   */
  public void connectTo(String urlPubSub) {
    Object key = connections.keyOfSubscribers(urlPubSub, cluster);
    moving.lock();
    try {
      Entry<SubscriberAgent> from = at;
      if (from == null || connections.subscribers().connectTo(urlPubSub, key, from)) {
        return;
      }
      Entry<SubscriberAgent> to = moved(from, urlPubSub);
      at = to;
      counts = to.agent.counts();
      resyncs = to.agent.resyncs();
      connections.subscribers().release(from);
    } finally {
      moving.unlock();
    }
  }

  private Entry<SubscriberAgent> moved(Entry<SubscriberAgent> from, String urlPubSub) {
    try {
      return connections.subscriberOf(
          urlPubSub,
          cluster,
          from.agent,
          agent -> {
            from.agent.detach(membership);
            agent.attach(membership);
          });
    } catch (RuntimeException noSocket) {
      from.running.execute(now -> from.agent.attach(membership));
      throw noSocket;
    }
  }

  /** Ends the membership, and the connections unless others use them. Idempotent. */
  @Override
  public void close() {
    moving.lock();
    try {
      Entry<SubscriberAgent> here = at;
      if (here == null) {
        return;
      }
      at = null;
      Latch detached = connections.latch();
      here.running.execute(
          now -> {
            here.agent.detach(membership);
            detached.open();
          });
      boolean unused = detached.awaitUninterruptibly(ConnectionPool.PATIENCE);
      membership.end();
      connections.subscribers().release(here);
    } finally {
      moving.unlock();
    }
  }
}
