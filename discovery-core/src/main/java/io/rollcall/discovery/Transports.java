package io.rollcall.discovery;

import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.agent.TransportProvider;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/** Which transport options ask for. Thread-safe. */
final class Transports {
  private static final Map<Object, ConnectionPool> CONNECTIONS = new ConcurrentHashMap<>();

  private Transports() {}

  /**
   * A transport of its own.
   *
   * @throws DiscoveryException if it is in a module that is not there
   */
  static Transport of(Options options) {
    TransportKind kind = kind(options);
    return kind == TransportKind.ZMTP ? new ZmtpTransport(options) : provided(kind, options);
  }

  private static Transport provided(TransportKind kind, Options options) {
    ClassLoader own = Transports.class.getClassLoader();
    for (TransportProvider each : ServiceLoader.load(TransportProvider.class, own)) {
      if (each.kind() == kind) {
        return each.transport(options);
      }
    }
    throw new DiscoveryException(
        "transport %s needs the module io.rollcall:discovery-%s, which is not there"
            .formatted(kind.name(), kind),
        null);
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
