package io.rollcall.discovery.net;

import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.thread.LibraryThreads;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks hosts up, away from the engine's thread: a name server may take its time. */
final class Lookup {
  private static final int THREADS = 4;
  private static final ThreadPoolExecutor POOL =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          5,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          LibraryThreads.daemons("rollcall-net-lookup", Lookup.class));

  static {
    POOL.allowCoreThreadTimeOut(true);
  }

  private final Resolver resolver;

  Lookup(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Hands over the addresses, none if the host is unknown; at once if that takes no time. */
  void addresses(Endpoint endpoint, Consumer<List<SocketAddress>> then) {
    if (endpoint.path() != null) {
      then.accept(List.of(UnixDomainSocketAddress.of(endpoint.path())));
    } else if (endpoint.isAddress() || resolver.isInstant()) {
      then.accept(resolve(endpoint));
    } else {
      POOL.execute(() -> then.accept(resolve(endpoint)));
    }
  }

  private List<SocketAddress> resolve(Endpoint endpoint) {
    List<SocketAddress> addresses = new ArrayList<>();
    try {
      for (InetAddress each : resolver.resolve(endpoint.host())) {
        addresses.add(new InetSocketAddress(each, endpoint.port()));
      }
    } catch (UnknownHostException unknown) {
      return List.of();
    }
    return addresses;
  }
}
