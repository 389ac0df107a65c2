package io.rollcall.discovery;

import io.rollcall.discovery.agent.SubscriberAgent;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.agent.Transport.RunningAgent;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.zmq.ZmqTransport;
import java.util.UUID;

/**
 * Sees who is present without being a member. Thread-safe.
 *
 * <p>It keeps the last roster while no server is heard, and tells by its {@link #state()}.
 */
public final class Subscriber extends MembershipView implements AutoCloseable {
  private final RunningAgent running;

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
   *     server to listen to
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
