package io.rollcall.discovery.zmq;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.Agent;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.lookup.Resolver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Moves frames over ZeroMQ. Thread-safe. */
public final class ZmqTransport implements Transport {
  private final Resolver resolver;
  private final Options options;

  /**
   * A transport; all of them share what can be shared. Only {@code limits}, {@code security} and
   * the pace of these options concern it.
   */
  public ZmqTransport(Options options) {
    this(Resolver.SYSTEM, options);
  }

  /** One that looks host names up in this way. */
  ZmqTransport(Resolver resolver, Options options) {
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
    SocketLoop loop = new SocketLoop("rollcall-server");
    try {
      return on(
          loop,
          now -> {
            ServerStation station = new ServerStation(loop, survey, pubSub, options);
            station.start(() -> agent.apply(station), now);
            return station;
          });
    } catch (RuntimeException | Error notBound) {
      loop.stop();
      throw notBound;
    }
  }

  @Override
  public ConnectedAgent client(String urlServer, Function<ClientPort, Agent> agent) {
    List<Endpoint> endpoints = Endpoint.toConnect(urlServer);
    return shared(
        (loop, keyring, now) -> {
          ClientStation station = new ClientStation(loop, resolver, keyring);
          station.start(() -> agent.apply(station), now);
          station.begin(endpoints, now);
          return station;
        });
  }

  @Override
  public ConnectedAgent subscriber(String urlPubSub, Function<SubscriberPort, Agent> agent) {
    List<Endpoint> endpoints = Endpoint.toConnect(urlPubSub);
    return shared(
        (loop, keyring, now) -> {
          SubscriberStation station = new SubscriberStation(loop, resolver, keyring);
          station.start(() -> agent.apply(station), now);
          station.begin(endpoints, now);
          return station;
        });
  }

  /** Opens a station in the loop that all share; it releases its keys. */
  private interface Opening<T> {
    T open(SocketLoop loop, @Nullable Keyring keyring, long now);
  }

  private <T> T shared(Opening<T> opening) {
    SocketLoop loop = SharedLoop.acquire();
    try {
      Keyring keyring =
          options.security().own().isEmpty() ? null : Keyring.acquire(options.security());
      return on(loop, now -> opening.open(loop, keyring, now));
    } catch (RuntimeException | Error failed) {
      SharedLoop.release();
      throw failed;
    }
  }

  /** Runs something on the loop's thread and waits for what it returns or throws. */
  private static <T> T on(SocketLoop loop, LongFunction<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.execute(
        now -> {
          try {
            result.complete(work.apply(now));
          } catch (RuntimeException failed) {
            result.completeExceptionally(failed);
          } catch (Error failed) {
            result.completeExceptionally(failed);
            throw failed;
          }
        });
    try {
      return result.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (failed.getCause() instanceof Error cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
