package io.rollcall.discovery;

import io.rollcall.discovery.agent.ServerAgent;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.feed.Waiting;
import io.rollcall.discovery.zmq.ZmqTransport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Calls the roll: asks every client whether it is there and publishes who came, left and changed.
 * Thread-safe.
 *
 * <p>A server may be restarted at any time: clients come back by themselves, and subscribers see no
 * event.
 */
public final class Server extends MembershipView implements AutoCloseable {
  private final BoundAgent running;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Server(String urlServer, String urlPubSub, Options options, LiveMembership membership) {
    super(membership);
    this.running =
        new ZmqTransport()
            .server(
                urlServer,
                urlPubSub,
                port ->
                    new ServerAgent(
                        "server " + urlServer, Incarnation::ofNow, options, membership, port));
  }

  /**
   * Starts a server with {@link Options#defaults()}.
   *
   * @param urlServer where clients connect to: one endpoint {@code tcp://HOST:PORT} or several
   *     joined by commas; the host may be {@code *}, the port 0 or {@code *} for a free one
   * @param urlPubSub where subscribers connect to, in the same form
   * @throws IllegalArgumentException if an endpoint is malformed
   * @throws DiscoveryException if one can't be bound; nothing is left behind
   */
  public static Server start(String urlServer, String urlPubSub) {
    return start(urlServer, urlPubSub, Options.defaults());
  }

  /**
   * Starts a server.
   *
   * @param urlServer where clients connect to, as above
   * @param urlPubSub where subscribers connect to, as above
   * @param options its pace and its bounds
   * @throws IllegalArgumentException if an endpoint is malformed, or {@code settleTime} is shorter
   *     than {@code lossGrace}
   * @throws DiscoveryException if one can't be bound; nothing is left behind
   */
  public static Server start(String urlServer, String urlPubSub, Options options) {
    return new Server(urlServer, urlPubSub, options.sound(), new LiveMembership(options));
  }

  /** Where clients connect to: the host as given, the port as bound. */
  public String urlServer() {
    return running.urlServer();
  }

  /** Where subscribers connect to: the host as given, the port as bound. */
  public String urlPubSub() {
    return running.urlPubSub();
  }

  /**
   * Waits until the server is closed.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void await() throws InterruptedException {
    closed.await();
  }

  /**
   * Waits until the server is closed, for this time at most.
   *
   * @return whether it is closed
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean await(Duration timeout) throws InterruptedException {
    return Waiting.until(closed, timeout);
  }

  /**
   * Says that the server goes away, and nothing of its members; then waits until its threads are
   * gone and its ports free. Idempotent.
   */
  @Override
  public void close() {
    running.close();
    closed.countDown();
  }

  @Override
  public String toString() {
    return "server " + urlServer() + " " + urlPubSub() + " " + state() + " " + roster();
  }
}
