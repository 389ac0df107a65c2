package io.rollcall.discovery;

import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.agent.TransportProvider;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which transport options ask for. Thread-safe. */
final class Transports {
  private static final Map<Object, ConnectionPool> CONNECTIONS = new ConcurrentHashMap<>();

  private Transports() {}

  /**
   * A transport of its own.
   *
   * @throws DiscoveryException if it is in a module that is not there, or can't be used
   */
  static Transport of(Options options) {
    TransportKind kind = kind(options);
    return kind == TransportKind.ZMTP ? new ZmtpTransport(options) : provided(kind, options);
  }

  private static Transport provided(TransportKind kind, Options options) {
    // Where an application is loaded apart from Rollcall, the module may be beside either.
    TransportProvider provider = provider(kind, Transports.class.getClassLoader());
    if (provider == null) {
      provider = provider(kind, Thread.currentThread().getContextClassLoader());
    }
    if (provider == null) {
      throw new DiscoveryException(
          "transport %s needs the module io.rollcall:discovery-%s, which is not there"
              .formatted(kind.name(), kind),
          null);
    }
    return provider.transport(options);
  }

  private static @Nullable TransportProvider provider(
      TransportKind kind, @Nullable ClassLoader loader) {
    try {
      for (TransportProvider each : ServiceLoader.load(TransportProvider.class, loader)) {
        if (each.kind() == kind) {
          return each;
        }
      }
      return null;
    } catch (ServiceConfigurationError unusable) {
      throw new DiscoveryException(
          "transport %s: %s".formatted(kind.name(), unusable.getMessage()), unusable);
    }
  }

  /**
   * What all clients and subscribers of this JVM share that have the same security and transport.
   */
  static ConnectionPool connections(Options options) {
    return CONNECTIONS.computeIfAbsent(
        List.of(options.security(), kind(options)),
        any -> new ConnectionPool(of(options), SystemEnvironment.INSTANCE));
  }

  /**
   * The transport that serves these options.
   *
   * @throws IllegalArgumentException if it is up to the system property, and that names none
   */
  static TransportKind kind(Options options) {
    return options.transport().orElseGet(TransportKind::ofProperty);
  }
}
