package io.rollcall.discovery;

import io.rollcall.discovery.agent.Transport;
import io.rollcall.discovery.lookup.Resolver;
import io.rollcall.discovery.zmtp.transport.ZmtpTransport;
import io.rollcall.jeromq.JeroMqTransport;

/** Makes transports of the kind that the handles of this JVM have where nothing else is said. */
public final class ChosenTransport {
  private ChosenTransport() {}

  /** One of its own, which looks host names up in this way. */
  public static Transport of(Resolver resolver, Options options) {
    return switch (TransportKind.ofProperty()) {
      case ZMTP -> new ZmtpTransport(resolver, options);
      case JEROMQ -> new JeroMqTransport(resolver, options);
    };
  }
}
