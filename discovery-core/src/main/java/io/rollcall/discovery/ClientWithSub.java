package io.rollcall.discovery;

import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.thread.ShutdownHook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A member that also sees all members, itself included: a {@link Client} and a {@link Subscriber}
 * in one. Thread-safe.
 *
 * <p>{@link #start} returns at once; {@link #close} is a graceful leave.
 */
public final class ClientWithSub extends MembershipView implements Metered, AutoCloseable {
  private final ConnectionPool connections;
  private final Enrollment enrollment;
  private final Subscriber subscriber;
  private final ReentrantLock connecting = new ReentrantLock();
  private final Object measuring = new Object();
  private @Nullable List<Metric> metrics;

  ClientWithSub(
      ConnectionPool connections,
      String urlServer,
      Subscriber subscriber,
      Member self,
      Options options) {
    super(subscriber);
    this.connections = connections;
    this.subscriber = subscriber;
    try {
      this.enrollment = new Enrollment(connections, urlServer, self, options);
    } catch (RuntimeException malformed) {
      subscriber.close();
      throw malformed;
    }
  }

  /**
   * Starts a client of this name.
   *
   * @param urlServer one endpoint {@code tcp://HOST:PORT}, or several joined by commas, each of a
   *     server to join; a host name stands for all its addresses, each of a server
   * @param urlPubSub where the same servers publish, in the same form
   * @throws IllegalArgumentException if an endpoint is malformed, or the name is against the rules
   *     of {@link Member#named}
   */
  public static ClientWithSub start(String urlServer, String urlPubSub, String name) {
    return start(urlServer, urlPubSub, Member.named(name), Options.defaults());
  }

  /**
   * Starts a client that is this member.
   *
   * @param urlServer as above
   * @param urlPubSub as above
   * @param self the member to publish
   * @param options of which a client reads {@code security}, {@code cluster}, {@code backlog},
   *     {@code executor}, {@code closeOnShutdown} and {@code transport}
   * @throws IllegalArgumentException if an endpoint is malformed
   */
  public static ClientWithSub start(
      String urlServer, String urlPubSub, Member self, Options options) {
    Objects.requireNonNull(self, "self");
    ConnectionPool connections = options.standsOn().connections(options);
    return ShutdownHook.closes(
        new ClientWithSub(
            connections, urlServer, new Subscriber(connections, urlPubSub, options), self, options),
        options.closeOnShutdown(),
        ShutdownHook.Order.FIRST);
  }

  /** As above, with the default options. */
  public static ClientWithSub start(String urlServer, String urlPubSub, Member self) {
    return start(urlServer, urlPubSub, self, Options.defaults());
  }

  /** The member as the client publishes it, with its incarnation. */
  public Member self() {
    return enrollment.self();
  }

  /**
   * Changes the type, attributes or status. The update is published at once.
   *
   * @throws IllegalArgumentException if the name is another
   */
  public void update(Member self) {
    enrollment.update(self);
  }

  /**
   * Changes both lists of servers. Connections to endpoints that stay in their list are not
   * touched. Returns at once; does nothing after {@link #close}.
   *
   * <p>The connection to a removed endpoint is closed without a goodbye, since a goodbye would end
   * the member everywhere. The server there reports the member {@code LOST}; a subscriber that also
   * listens to one of the client's other servers does not see it leave. So add the new server
   * first, and remove the old one once the client has joined the new one.
   *
   * <p>Connections that are shared with others of this JVM stay with those; see {@link
   * Client#connectTo} and {@link Subscriber#connectTo}.
   *
   * @param urlServer the whole new list of where to join, in the form that {@link #start} takes
   * @param urlPubSub the whole new list of where the same servers publish
   * @throws IllegalArgumentException if an endpoint is malformed; then nothing changes
   */
  public void connectTo(String urlServer, String urlPubSub) {
    connections.check(urlPubSub);
    // Two calls at once shall not leave one's servers with the other's publications.
    connecting.lock();
    try {
      enrollment.connectTo(urlServer);
      subscriber.connectTo(urlPubSub);
    } finally {
      connecting.unlock();
    }
  }

  /** Whether the client has joined, and if not, why. */
  public ClientState clientState() {
    return enrollment.clientState();
  }

  /** Whether the client has joined, and if not, why: a feed of states. */
  public Feed<ClientState> clientStates() {
    return enrollment.clientStates();
  }

  /**
   * Waits until a server has accepted the client.
   *
   * @return whether one did within this time; {@code false} also if the client is closed
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean awaitJoined(Duration timeout) throws InterruptedException {
    return enrollment.awaitJoined(timeout);
  }

  /** Completes as {@link Client#joined} does. */
  public CompletionStage<ClientState> joined() {
    return enrollment.joined();
  }

  /** The metrics of the client, then those of the subscriber. */
  @Override
  public List<Metric> metrics() {
    synchronized (measuring) {
      if (metrics == null) {
        List<Metric> all = new ArrayList<>(enrollment.metrics());
        all.addAll(subscriber.metrics());
        metrics = List.copyOf(all);
      }
      return metrics;
    }
  }

  @Override
  public boolean isClosed() {
    return enrollment.isClosed() && subscriber.isClosed();
  }

  /**
   * Leaves: when it returns, the goodbye has been acknowledged or the connection dropped, after 500
   * ms at most. Idempotent.
   */
  @Override
  public void close() {
    ShutdownHook.forget(this);
    enrollment.close();
    subscriber.close();
  }

  @Override
  public String toString() {
    return "client " + self() + " " + clientState() + ", " + state() + " " + roster();
  }
}
