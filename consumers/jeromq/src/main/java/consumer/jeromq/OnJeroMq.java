package consumer.jeromq;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.TransportKind;
import java.nio.file.Path;

/** Options for JeroMQ's transport, with keys, as an application would have them. */
final class OnJeroMq {
  private OnJeroMq() {}

  static Options secured(Path key, Path trusted) {
    return Options.defaults()
        .withTransport(TransportKind.JEROMQ)
        .withSecurity(Security.curve(key, trusted));
  }
}
