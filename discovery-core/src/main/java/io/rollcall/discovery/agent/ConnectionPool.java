package io.rollcall.discovery.agent;

import io.rollcall.discovery.agent.AgentPool.Entry;
import io.rollcall.discovery.agent.Transport.ConnectedAgent;
import io.rollcall.discovery.agent.Transport.Started;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.discovery.thread.Latch;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of clients and subscribers: those that connect to the same endpoints share them.
 * Thread-safe.
 *
 * <p>Subscribers share what they know too: however many a JVM has, it hears each change once and
 * keeps one roster. Who connects elsewhere later has connections of its own from then on.
 */
public final class ConnectionPool {
  /** So many share one connection that what all of them say at once fits into its queue. */
  public static final int MOST_CLIENTS = 500;

  /**
   * How many nanoseconds whoever closes a handle waits for the thread that owns the sockets: twice
   * as long as a goodbye may take, since without sockets nobody there looks at the time.
   */
  static final long PATIENCE = 1_000_000_000L;

  private final Transport transport;
  private final Environment environment;
  private final AgentPool<ClientAgent> clients = new AgentPool<>(MOST_CLIENTS);
  private final AgentPool<SubscriberAgent> subscribers = new AgentPool<>(Integer.MAX_VALUE);

  /** None yet; they are made by this transport, which runs in this environment. */
  public ConnectionPool(Transport transport, Environment environment) {
    this.transport = transport;
    this.environment = environment;
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

  /** A latch for who waits until the agents' thread has done something. */
  Latch latch() {
    return new Latch(environment.threads());
  }

  AgentPool<ClientAgent> clients() {
    return clients;
  }

  AgentPool<SubscriberAgent> subscribers() {
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
    String name = "clients of " + urlServer;
    return entry(
        transport.client(
            urlServer,
            port -> former == null ? new ClientAgent(name, port) : former.fork(name, port)));
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
    String name = "subscriber of " + urlPubSub;
    return entry(
        transport.subscriber(
            urlPubSub,
            port -> {
              UUID id = environment.id();
              SubscriberAgent agent =
                  former == null
                      ? new SubscriberAgent(name, id, cluster, port)
                      : former.fork(name, id, port);
              first.accept(agent);
              return agent;
            }));
  }

  private static <A extends Agent> Entry<A> entry(Started<A, ? extends ConnectedAgent> started) {
    return new Entry<>(started.agent(), started.running());
  }
}
