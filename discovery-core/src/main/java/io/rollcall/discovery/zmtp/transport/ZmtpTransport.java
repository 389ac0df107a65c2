package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Agent;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.net.Endpoint;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.net.Limits;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Moves frames over ZMTP on Rollcall's engine: each server on a thread {@code rollcall-server} of
 * its own, all clients and subscribers of the JVM on {@code rollcall-clients}. Thread-safe.
 */
public final class ZmtpTransport implements Transport {
  private static final Duration HANDSHAKE = Duration.ofSeconds(2);

  /** What waits for a client or a subscriber that does not read. */
  private static final int QUEUE = 4 << 20;

  private final Resolver resolver;
  private final Options options;

  /** A transport; of the options only {@code limits} concern it. */
  public ZmtpTransport(Options options) {
    this(Resolver.SYSTEM, options);
  }

  /** One that looks host names up in this way. */
  public ZmtpTransport(Resolver resolver, Options options) {
    this.resolver = resolver;
    this.options = options;
  }

  @Override
  public String canonical(String list) {
    return Endpoint.toConnect(list).stream()
        .map(Endpoint::key)
        .sorted()
        .collect(Collectors.joining(","));
  }

  @Override
  public BoundAgent server(String urlServer, String urlPubSub, Function<ServerPort, Agent> agent) {
    List<Endpoint> survey = Endpoint.toBind(urlServer);
    List<Endpoint> pubSub = Endpoint.toBind(urlPubSub);
    Engine engine = Engine.start("rollcall-server");
    return released(
        engine,
        () -> {
          ServerRunner server = new ServerRunner(engine);
          server.bind(survey, pubSub, limits());
          return engine.call(
              () -> {
                server.start(() -> agent.apply(server));
                return server;
              });
        });
  }

  private Limits limits() {
    return new Limits(
        options.limits().connections(),
        options.limits().connectionsPerAddress(),
        options.limits().halfOpen(),
        HANDSHAKE,
        QUEUE);
  }

  @Override
  public ConnectedAgent client(String urlServer, Function<ClientPort, Agent> agent) {
    return connected(
        urlServer,
        engine -> {
          ClientRunner client = new ClientRunner(engine, resolver);
          client.start(() -> agent.apply(client));
          return client;
        });
  }

  @Override
  public ConnectedAgent subscriber(String urlPubSub, Function<SubscriberPort, Agent> agent) {
    return connected(
        urlPubSub,
        engine -> {
          SubscriberRunner subscriber = new SubscriberRunner(engine, resolver);
          subscriber.start(() -> agent.apply(subscriber));
          return subscriber;
        });
  }

  private static ConnectedAgent connected(String list, Function<Engine, ConnectingRunner> opening) {
    List<Endpoint> endpoints = Endpoint.toConnect(list);
    Engine engine = Engine.acquire("rollcall-clients");
    return released(
        engine,
        () ->
            engine.call(
                () -> {
                  ConnectingRunner runner = opening.apply(engine);
                  runner.connectTo(endpoints);
                  return runner;
                }));
  }

  private interface Opening<T> {
    T open();
  }

  /** What fails leaves nothing behind. */
  private static <T> T released(Engine engine, Opening<T> opening) {
    boolean done = false;
    try {
      T opened = opening.open();
      done = true;
      return opened;
    } finally {
      if (!done) {
        engine.release();
      }
    }
  }
}
