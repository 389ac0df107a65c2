package io.rollcall.discovery;

import io.rollcall.discovery.agent.SubscriberAgent;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.zmq.ZmqTransport;
import java.util.UUID;

/**
 * Sees who is present without being a member. Thread-safe.
 *
 * <p>It keeps the last roster while no server is heard, and tells by its {@link #state()}.
 */
public final class Subscriber extends MembershipView implements AutoCloseable {
  private final ConnectedAgent running;

  Subscriber(Transport transport, String urlPubSub, Options options) {
    this(transport, urlPubSub, options, new LiveMembership(options));
  }

  private Subscriber(
      Transport transport, String urlPubSub, Options options, LiveMembership membership) {
    super(membership);
    this.running =
        transport.subscriber(
            urlPubSub,
            port ->
                new SubscriberAgent(
                    "subscriber of " + urlPubSub,
                    UUID.randomUUID(),
                    options.cluster(),
                    membership,
                    port));
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
   * @param options of which a subscriber reads {@code cluster}, {@code backlog} and {@code
   *     executor}
   * @throws IllegalArgumentException if an endpoint is malformed
   */
  public static Subscriber start(String urlPubSub, Options options) {
    return new Subscriber(new ZmqTransport(), urlPubSub, options);
  }

  /**
   * Listens to the servers at these endpoints from now on, and to no others. A connection to an
   * endpoint that stays in the list is not touched. Returns at once; does nothing after {@link
   * #close}.
   *
   * <p>What a server that is left had listed stays in the roster until another one has settled and
   * has been listened to for 4 s. Who is not on its list then has left. So add the new server
   * first, and remove the old one later.
   *
   * @param urlPubSub the whole new list, in the form that {@link #start} takes
   * @throws IllegalArgumentException if an endpoint is malformed; then nothing changes
   */
  public void connectTo(String urlPubSub) {
    running.connectTo(urlPubSub);
  }

  /** Ends its feeds and waits until its sockets are closed. Idempotent. */
  @Override
  public void close() {
    running.close();
  }

  @Override
  public String toString() {
    return "subscriber " + state() + " " + roster();
  }
}
