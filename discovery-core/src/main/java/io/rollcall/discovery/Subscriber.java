package io.rollcall.discovery;

import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.agent.SharedSubscriber;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.thread.ShutdownHook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees the members without being one. Thread-safe.
 *
 * <p>When no server is heard it keeps the last roster, and its {@link #state()} is {@link
 * State#STALE}. Subscribers of one JVM that use the same endpoints and cluster share connections
 * and the roster.
 */
public final class Subscriber extends MembershipView implements Metered, AutoCloseable {
  private final SharedSubscriber following;
  private volatile boolean closed;
  private final Object measuring = new Object();
  private @Nullable List<Metric> metrics;

  Subscriber(ConnectionPool connections, String urlPubSub, Options options) {
    this(
        connections,
        urlPubSub,
        options,
        LiveMembership.onLoop(options, options.standsOn().threads()));
  }

  private Subscriber(
      ConnectionPool connections, String urlPubSub, Options options, LiveMembership membership) {
    super(membership);
    this.following = connections.subscriber(urlPubSub, options.cluster(), membership);
  }

  /**
   * Starts a subscriber with {@link Options#defaults()}.
   *
   * @param urlPubSub one endpoint {@code tcp://HOST:PORT}, or several joined by commas, each of a
   *     server to listen to; a host name stands for all its addresses, each of a server
   * @throws IllegalArgumentException if an endpoint is malformed
   */
  public static Subscriber start(String urlPubSub) {
    return start(urlPubSub, Options.defaults());
  }

  /**
   * Starts a subscriber.
   *
   * @param urlPubSub as above
   * @param options of which a subscriber reads {@code security}, {@code cluster}, {@code backlog},
   *     {@code executor}, {@code closeOnShutdown} and {@code transport}
   * @throws IllegalArgumentException if an endpoint is malformed
   */
  public static Subscriber start(String urlPubSub, Options options) {
    return ShutdownHook.closes(
        new Subscriber(options.standsOn().connections(options), urlPubSub, options),
        options.closeOnShutdown(),
        ShutdownHook.Order.FIRST);
  }

  /**
   * Changes the list of servers. Connections to endpoints that stay in the list are not touched.
   * Returns at once; does nothing after {@link #close}.
   *
   * <p>Members that a removed server listed stay in the roster until another server has settled and
   * has been heard for 4 s. Those that this one does not list have then left. So add the new server
   * first, and remove the old one later.
   *
   * <p>A subscriber that shares connections with others of this JVM moves to connections of its
   * own. It keeps the roster and is {@link State#STALE} until it hears a server on them.
   *
   * @param urlPubSub the whole new list, in the form that {@link #start} takes
   * @throws IllegalArgumentException if an endpoint is malformed; then nothing changes
   */
  public void connectTo(String urlPubSub) {
    following.connectTo(urlPubSub);
  }

  @Override
  public List<Metric> metrics() {
    // Not before somebody wants them: they are many small classes to load.
    synchronized (measuring) {
      if (metrics == null) {
        metrics = following.metrics();
      }
      return metrics;
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /** Ends its feeds and waits until its sockets are closed. Idempotent. */
  @Override
  public void close() {
    ShutdownHook.forget(this);
    following.close();
    closed = true;
  }

  @Override
  public String toString() {
    return "subscriber " + state() + " " + roster();
  }
}
