package io.rollcall.discovery.agent;

import io.rollcall.discovery.agent.Pool.Entry;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.feed.LiveMembership;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections of clients and subscribers: those that connect to the same endpoints share them.
 * Thread-safe.
 *
 * <p>Subscribers share what they know too: however many a JVM has, it hears each change once and
 * keeps one roster. Who connects elsewhere later has connections of its own from then on.
 */
public final class Connections {
  /** So many share one connection that what all of them say at once fits into its queue. */
  public static final int MOST_CLIENTS = 500;

  private final Transport transport;
  private final Pool<ClientAgent> clients = new Pool<>(MOST_CLIENTS);
  private final Pool<SubscriberAgent> subscribers = new Pool<>(Integer.MAX_VALUE);

  /** None yet; they are made by this transport. */
  public Connections(Transport transport) {
    this.transport = transport;
  }

  /**
   * Checks a list of endpoints.
   *
   * @throws IllegalArgumentException if one is malformed
   */
  public void check(String list) {
    transport.canonical(list);
  }

  /**
   * Lets a client join the servers at these endpoints.
   *
   * @throws IllegalArgumentException if an endpoint is malformed
   */
  public SharedClient client(String urlServer, HostedClient client) {
    Object key = keyOfClients(urlServer);
    return new SharedClient(this, client, clients.acquire(key, () -> clientsOf(urlServer, null)));
  }

  /**
   * Lets a membership follow the servers at these endpoints.
   *
   * @throws IllegalArgumentException if an endpoint is malformed
   */
  public SharedSubscriber subscriber(String urlPubSub, String cluster, LiveMembership membership) {
    Object key = keyOfSubscribers(urlPubSub, cluster);
    Entry<SubscriberAgent> entry =
        subscribers.acquire(key, () -> subscriberOf(urlPubSub, cluster, null, made -> {}));
    return new SharedSubscriber(this, cluster, membership, entry);
  }

  Pool<ClientAgent> clients() {
    return clients;
  }

  Pool<SubscriberAgent> subscribers() {
    return subscribers;
  }

  Object keyOfClients(String urlServer) {
    return transport.canonical(urlServer);
  }

  Object keyOfSubscribers(String urlPubSub, String cluster) {
    // A list, since a record costs the first to hash it some milliseconds.
    return List.of(transport.canonical(urlPubSub), cluster);
  }

  /**
   * A new agent for clients, which nobody else finds.
   *
   * @param former whose counts it goes on with
   */
  Entry<ClientAgent> clientsOf(String urlServer, @Nullable ClientAgent former) {
    return open(
        made ->
            transport.client(
                urlServer,
                port -> {
                  String name = "clients of " + urlServer;
                  ClientAgent agent =
                      former == null ? new ClientAgent(name, port) : former.fork(name, port);
                  made.accept(agent);
                  return agent;
                }));
  }

  /**
   * A new agent for subscribers, which nobody else finds.
   *
   * @param former whose knowledge it goes on with
   * @param first run on the agent's thread before it connects
   */
  Entry<SubscriberAgent> subscriberOf(
      String urlPubSub,
      String cluster,
      @Nullable SubscriberAgent former,
      Consumer<SubscriberAgent> first) {
    return open(
        made ->
            transport.subscriber(
                urlPubSub,
                port -> {
                  UUID id = UUID.randomUUID();
                  String name = "subscriber of " + urlPubSub;
                  SubscriberAgent agent =
                      former == null
                          ? new SubscriberAgent(name, id, cluster, port)
                          : former.fork(name, id, port);
                  first.accept(agent);
                  made.accept(agent);
                  return agent;
                }));
  }

  private static <A> Entry<A> open(Function<Consumer<A>, ConnectedAgent> opener) {
    AtomicReference<@Nullable A> made = new AtomicReference<>();
    ConnectedAgent running = opener.apply(made::set);
    A agent = made.get();
    if (agent == null) {
      throw new IllegalStateException("the transport made no agent");
    }
    return new Entry<>(agent, running);
  }
}
