package io.rollcall.discovery.agent;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.agent.AgentPool.Entry;
import io.rollcall.discovery.thread.Latch;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client on connections that others may share. Thread-safe. */
public final class SharedClient implements AutoCloseable {
  private final ConnectionPool connections;
  private final HostedClient client;
  private final ReentrantLock moving = new ReentrantLock();

  /** Held only to hand commands over, so that what is said goes where the client is. */
  private final Object speaking = new Object();

  /**
   * Set under both locks, read under either. None once it is closed: a closed handle leads to no
   * thread.
   */
  private @Nullable Entry<ClientAgent> at;

  /** Of where it is, or was last; set as above. */
  private ConnectionCounts counts;

  SharedClient(ConnectionPool connections, HostedClient client, Entry<ClientAgent> at) {
    this.connections = connections;
    this.client = client;
    this.at = at;
    this.counts = at.agent.counts();
    at.running.execute(now -> at.agent.join(client, now));
  }

  /** The client says something else of itself. */
  public void update(Member self) {
    synchronized (speaking) {
      Entry<ClientAgent> here = at;
      if (here != null) {
        here.running.execute(now -> here.agent.update(client, self, now));
      }
    }
  }

  private ConnectionCounts counts() {
    synchronized (speaking) {
      return counts;
    }
  }

  /** What there is to read of a client that stands so with its servers. */
  public List<Metric> metrics(Supplier<ClientState> state) {
    return new MetricList("client")
        .connections(this::counts)
        .states(
            "client.state",
            "1 for how the client stands with its servers, else 0.",
            ClientState.Phase.class,
            () -> state.get().phase())
        .build();
  }

  /**
   * Joins the servers at these endpoints from now on, and no others; does nothing once closed.
   *
   * @throws IllegalArgumentException if one is malformed; then nothing changes
   */
  public void connectTo(String urlServer) {
    Object key = connections.keyOfClients(urlServer);
    moving.lock();
    try {
      Entry<ClientAgent> from = at;
      if (from == null || connections.clients().connectTo(urlServer, key, from)) {
        return;
      }
      Entry<ClientAgent> to = connections.clientsOf(urlServer, from.agent);
      synchronized (speaking) {
        at = to;
        counts = to.agent.counts();
        from.running.execute(now -> from.agent.detach(client));
        to.running.execute(now -> to.agent.join(client, now));
      }
      connections.clients().release(from);
    } finally {
      moving.unlock();
    }
  }

  /** Leaves: its goodbye has been acknowledged, or 500 ms have passed. Idempotent. */
  @Override
  public void close() {
    moving.lock();
    try {
      Entry<ClientAgent> here = at;
      if (here == null) {
        return;
      }
      synchronized (speaking) {
        at = null;
      }
      Latch gone = connections.latch();
      here.running.execute(now -> here.agent.leave(client, gone::open, now));
      if (!gone.awaitUninterruptibly(ConnectionPool.PATIENCE)) {
        here.running.execute(now -> here.agent.abandon(client));
      }
      connections.clients().release(here);
    } finally {
      moving.unlock();
    }
  }
}
