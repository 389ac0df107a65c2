package io.rollcall.discovery;

import io.rollcall.discovery.thread.ShutdownHook;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * A member that answers surveys and sees nobody. Thread-safe.
 *
 * <p>{@link #start} returns at once; the client joins as soon as a server is there, and again
 * whenever its connection was lost. {@link #close} is a graceful leave. Clients of one JVM that
 * connect to the same endpoints share their connections.
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
   * @param self what the client says of itself
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

  /** What the client says of itself, with its incarnation. */
  public Member self() {
    return enrollment.self();
  }

  /**
   * Says something else of itself from now on; everybody sees it at once.
   *
   * @throws IllegalArgumentException if the name is another
   */
  public void update(Member self) {
    enrollment.update(self);
  }

  /**
   * Joins the servers at these endpoints from now on, and no others. A connection to an endpoint
   * that stays in the list is not touched. Returns at once; does nothing after {@link #close}.
   *
   * <p>The connection to an endpoint that is not in the list any more is closed without a goodbye,
   * which would end the member everywhere. The server there reports the member lost; whoever also
   * listens to a server that the client stays with does not see it leave. So add the new server
   * first, and remove the old one once the client has joined the new one.
   *
   * <p>A client that shares its connections with others of this JVM makes connections of its own,
   * and leaves the shared ones.
   *
   * @param urlServer the whole new list, in the form that {@link #start} takes
   * @throws IllegalArgumentException if an endpoint is malformed; then nothing changes
   */
  public void connectTo(String urlServer) {
    enrollment.connectTo(urlServer);
  }

  /** How the client stands with its servers. */
  public ClientState clientState() {
    return enrollment.clientState();
  }

  /** How the client stands with its servers: a feed of states. */
  public Feed<ClientState> clientStates() {
    return enrollment.clientStates();
  }

  /**
   * Waits until a server has welcomed the client.
   *
   * @return whether one did within this time; {@code false} too when the client is closed
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean awaitJoined(Duration timeout) throws InterruptedException {
    return enrollment.awaitJoined(timeout);
  }

  /**
   * Completes on {@link Options#executor()} once a server has welcomed the client, with how it
   * stands then. If the client is closed before that, it completes with a {@link
   * FeedClosedException}. Each call returns a stage of its own; to cancel it ends the reading.
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
