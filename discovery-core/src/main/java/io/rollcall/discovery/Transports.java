package io.rollcall.discovery;

import io.rollcall.discovery.agent.Connections;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.zmq.ZmqTransport;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which transport options ask for. Thread-safe. */
final class Transports {
  private static final String PROPERTY = "rollcall.transport";
  private static final String JEROMQ = "jeromq";
  private static final String ZMTP = "zmtp";
  private static final Map<Object, Connections> CONNECTIONS = new ConcurrentHashMap<>();

  private Transports() {}

  /** A transport of its own. */
  static Transport of(Options options) {
    return isZmtp(options) ? new ZmtpTransport(options) : new ZmqTransport(options);
  }

  /**
   * What all clients and subscribers of this JVM share that have the same security and transport.
   */
  static Connections connections(Options options) {
    return CONNECTIONS.computeIfAbsent(
        List.of(options.security(), isZmtp(options)), any -> new Connections(of(options)));
  }

  private static boolean isZmtp(Options options) {
    String name = System.getProperty(PROPERTY, JEROMQ);
    if (!name.equals(JEROMQ) && !name.equals(ZMTP)) {
      throw new IllegalArgumentException(
          "%s is '%s'; it must be '%s' or '%s'".formatted(PROPERTY, name, JEROMQ, ZMTP));
    }
    // It knows no CURVE yet.
    return name.equals(ZMTP) && options.security().own().isEmpty();
  }
}
