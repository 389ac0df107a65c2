package io.rollcall.jeromq;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.TransportKind;
import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.agent.TransportProvider;

/** Makes {@link JeroMqTransport}s for core. Thread-safe. */
public final class JeroMqTransportProvider implements TransportProvider {
  /** For {@link java.util.ServiceLoader}. */
  public JeroMqTransportProvider() {}

  @Override
  public TransportKind kind() {
    return TransportKind.JEROMQ;
  }

  @Override
  public Transport transport(Options options) {
    return new JeroMqTransport(options);
  }
}
