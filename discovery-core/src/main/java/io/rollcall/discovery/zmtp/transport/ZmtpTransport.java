package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.SocketLimits;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The default transport: ZMTP on Rollcall's engine. Each server has a thread {@code
 * rollcall-server}; all clients and subscribers of the JVM share {@code rollcall-clients}.
 * Thread-safe.
 */
public final class ZmtpTransport implements Transport {
  /** No limit at a single port: the limit applies to all ports of a server together. */
  private static final int ANY = 1_000_000;

  /** How many octets may wait for a peer that does not read. */
  private static final int QUEUE = 4 << 20;

  private static final Duration HANDSHAKE = Duration.ofSeconds(2);

  /** Longer than without security, as handshakes may have to wait for their turn. */
  static final Duration SEALED_HANDSHAKE = Duration.ofSeconds(10);

  private final Resolver resolver;
  private final Options options;
  private final Engines engines;

  /** A transport that reads {@code limits}, {@code security} and the timings of these options. */
  public ZmtpTransport(Options options) {
    this(Resolver.SYSTEM, options);
  }

  /** A transport with this resolver of host names. */
  public ZmtpTransport(Resolver resolver, Options options) {
    this(resolver, options, Engines.THREADS);
  }

  /** A transport that runs on these engines. */
  public ZmtpTransport(Resolver resolver, Options options, Engines engines) {
    this.resolver = resolver;
    this.options = options;
    this.engines = engines;
  }

  @Override
  public String canonical(String list) {
    return TcpEndpoint.canonical(list);
  }

  @Override
  public <A extends ListeningAgent> Started<A, ServerRunner> server(
      String urlServer, String urlPubSub, Function<ServerPort, A> agent) {
    List<TcpEndpoint> survey = TcpEndpoint.toBind(urlServer);
    List<TcpEndpoint> pubSub = TcpEndpoint.toBind(urlPubSub);
    ReloadingKeyring keyring = BouncyCastle.keyring(options.security());
    SocketLimits ports =
        SocketLimits.defaults()
            .withConnections(ANY)
            .withPerAddress(ANY)
            .withHalfOpen(ANY)
            .withHandshake(keyring == null ? HANDSHAKE : SEALED_HANDSHAKE)
            .withQueueOctets(QUEUE);
    return released(
        engines.forServer(),
        keyring,
        // In one command: who connects as soon as a port is bound is heard once the agent runs.
        engine -> {
          ServerRunner server = new ServerRunner(engine, options, keyring);
          server.bind(survey, pubSub, ports);
          A made = agent.apply(server);
          server.begin(made);
          return new Started<>(made, server);
        });
  }

  @Override
  public <A extends ConnectingAgent> Started<A, ConnectingRunner> client(
      String urlServer, Function<ClientPort, A> agent) {
    return connected(
        urlServer,
        (engine, keyring) -> {
          ClientRunner client = new ClientRunner(engine, resolver, keyring);
          A made = agent.apply(client);
          client.start(made);
          return new Started<>(made, client);
        });
  }

  @Override
  public <A extends ConnectingAgent> Started<A, ConnectingRunner> subscriber(
      String urlPubSub, Function<SubscriberPort, A> agent) {
    return connected(
        urlPubSub,
        (engine, keyring) -> {
          SubscriberRunner subscriber = new SubscriberRunner(engine, resolver, keyring);
          A made = agent.apply(subscriber);
          subscriber.start(made);
          return new Started<>(made, subscriber);
        });
  }

  private interface Connecting<A extends ConnectingAgent> {
    Started<A, ConnectingRunner> open(Engine engine, @Nullable ReloadingKeyring keyring);
  }

  private <A extends ConnectingAgent> Started<A, ConnectingRunner> connected(
      String list, Connecting<A> connecting) {
    List<TcpEndpoint> endpoints = TcpEndpoint.toConnect(list);
    ReloadingKeyring keyring = BouncyCastle.keyring(options.security());
    return released(
        engines.forClients(),
        keyring,
        engine -> {
          Started<A, ConnectingRunner> started = connecting.open(engine, keyring);
          started.running().connectTo(endpoints);
          return started;
        });
  }

  /** Opens a resource on the engine's thread. If it fails, nothing stays open. */
  private static <T> T released(
      Engine engine, @Nullable ReloadingKeyring keyring, Function<Engine, T> opening) {
    boolean done = false;
    try {
      T opened = engine.call(() -> opening.apply(engine));
      done = true;
      return opened;
    } finally {
      if (!done) {
        engine.release();
        if (keyring != null) {
          keyring.release();
        }
      }
    }
  }
}
