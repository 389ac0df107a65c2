package io.rollcall.discovery;

import io.rollcall.discovery.thread.ShutdownHook;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * A member that does not see the other members. Thread-safe.
 *
 * <p>{@link #start} returns at once. The client joins as soon as a server is reachable, and rejoins
 * whenever its connection was lost. {@link #close} is a graceful leave. Clients of one JVM that use
 * the same endpoints share connections.
 */
public final class Client implements Metered, AutoCloseable {
  private final Enrollment enrollment;

  Client(Enrollment enrollment) {
    this.enrollment = enrollment;
  }

  /**
   * Starts a client of this name.
   *
   * @param urlServer one endpoint {@code tcp://HOST:PORT}, or several joined by commas, each of a
   *     server to join; a host name stands for all its addresses, each of a server
   * @throws IllegalArgumentException if an endpoint is malformed, or the name is against the rules
   *     of {@link Member#named}
   */
  public static Client start(String urlServer, String name) {
    return start(urlServer, Member.named(name), Options.defaults());
  }

  /**
   * Starts a client that is this member.
   *
   * @param urlServer as above
   * @param self the member to publish
   * @param options of which a client reads {@code security}, {@code cluster}, {@code executor},
   *     {@code closeOnShutdown} and {@code transport}
   * @throws IllegalArgumentException if an endpoint is malformed
   */
  public static Client start(String urlServer, Member self, Options options) {
    Objects.requireNonNull(self, "self");
    return ShutdownHook.closes(
        new Client(
            new Enrollment(options.standsOn().connections(options), urlServer, self, options)),
        options.closeOnShutdown(),
        ShutdownHook.Order.FIRST);
  }

  /** As above, with the default options. */
  public static Client start(String urlServer, Member self) {
    return start(urlServer, self, Options.defaults());
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
   * Changes the list of servers. Connections to endpoints that stay in the list are not touched.
   * Returns at once; does nothing after {@link #close}.
   *
   * <p>The connection to a removed endpoint is closed without a goodbye, since a goodbye would end
   * the member everywhere. The server there reports the member {@code LOST}; a subscriber that also
   * listens to one of the client's other servers does not see it leave. So add the new server
   * first, and remove the old one once the client has joined the new one.
   *
   * <p>A client that shares connections with others of this JVM moves to connections of its own.
   *
   * @param urlServer the whole new list, in the form that {@link #start} takes
   * @throws IllegalArgumentException if an endpoint is malformed; then nothing changes
   */
  public void connectTo(String urlServer) {
    enrollment.connectTo(urlServer);
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

  /**
   * Completes on {@link Options#executor()} once a server has accepted the client, with the state
   * then. If the client is closed before, it completes with a {@link FeedClosedException}. Each
   * call returns its own stage; cancelling it stops the reading.
   */
  public CompletionStage<ClientState> joined() {
    return enrollment.joined();
  }

  @Override
  public List<Metric> metrics() {
    return enrollment.metrics();
  }

  @Override
  public boolean isClosed() {
    return enrollment.isClosed();
  }

  /**
   * Leaves: when it returns, the goodbye has been acknowledged or the connection dropped, after 500
   * ms at most. Idempotent.
   */
  @Override
  public void close() {
    ShutdownHook.forget(this);
    enrollment.close();
  }

  @Override
  public String toString() {
    return "client " + self() + " " + clientState();
  }
}
