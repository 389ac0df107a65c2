package io.rollcall.jeromq;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ConnectingAgent;
import io.rollcall.discovery.agent.ListeningAgent;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.endpoint.TcpEndpoint;
import io.rollcall.discovery.keys.ReloadingKeyring;
import io.rollcall.discovery.lookup.Resolver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Moves frames over JeroMQ's sockets. Thread-safe. */
public final class JeroMqTransport implements Transport {
  private final Resolver resolver;
  private final Options options;

  /**
   * A transport; all of them share what can be shared. Only {@code limits}, {@code security} and
   * the pace of these options concern it.
   */
  public JeroMqTransport(Options options) {
    this(Resolver.SYSTEM, options);
  }

  /** One that looks host names up in this way. */
  public JeroMqTransport(Resolver resolver, Options options) {
    this.resolver = resolver;
    this.options = options;
  }

  @Override
  public String canonical(String list) {
    return TcpEndpoint.canonical(list);
  }

  @Override
  public <A extends ListeningAgent> Started<A, BoundAgent> server(
      String urlServer, String urlPubSub, Function<ServerPort, A> agent) {
    List<TcpEndpoint> survey = TcpEndpoint.toBind(urlServer);
    List<TcpEndpoint> pubSub = TcpEndpoint.toBind(urlPubSub);
    SocketLoop loop = new SocketLoop("rollcall-server");
    try {
      return on(
          loop,
          now -> {
            ServerRunner runner = new ServerRunner(loop, survey, pubSub, options);
            A made = runner.start(() -> agent.apply(runner), now);
            return new Started<>(made, runner);
          });
    } catch (RuntimeException | Error notBound) {
      loop.stop();
      throw notBound;
    }
  }

  @Override
  public <A extends ConnectingAgent> Started<A, ConnectedAgent> client(
      String urlServer, Function<ClientPort, A> agent) {
    List<TcpEndpoint> endpoints = TcpEndpoint.toConnect(urlServer);
    return shared(
        (loop, keyring, now) -> {
          ClientRunner runner = new ClientRunner(loop, resolver, keyring);
          A made = runner.start(() -> agent.apply(runner), now);
          runner.begin(endpoints, now);
          return new Started<>(made, runner);
        });
  }

  @Override
  public <A extends ConnectingAgent> Started<A, ConnectedAgent> subscriber(
      String urlPubSub, Function<SubscriberPort, A> agent) {
    List<TcpEndpoint> endpoints = TcpEndpoint.toConnect(urlPubSub);
    return shared(
        (loop, keyring, now) -> {
          SubscriberRunner runner = new SubscriberRunner(loop, resolver, keyring);
          A made = runner.start(() -> agent.apply(runner), now);
          runner.begin(endpoints, now);
          return new Started<>(made, runner);
        });
  }

  /** Opens a runner in the loop that all share; it releases its keys. */
  private interface Opening<T> {
    T open(SocketLoop loop, @Nullable ReloadingKeyring keyring, long now);
  }

  private <T> T shared(Opening<T> opening) {
    SocketLoop loop = SharedLoop.acquire();
    try {
      ReloadingKeyring keyring =
          options.security().own().isEmpty() ? null : ReloadingKeyring.acquire(options.security());
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
