package io.rollcall.discovery.zmq;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns new connections away before they take what those who are in need. JeroMQ's thread dies when
 * direct memory runs out, and with it every connection. One for all servers of this JVM.
 * Thread-safe.
 */
final class Doorkeeper {
  static final Doorkeeper OF_THIS_PROCESS = new Doorkeeper();

  private final List<Headroom> needed =
      Stream.of(ProcessLimits.descriptors(), ProcessLimits.directMemory())
          .flatMap(Optional::stream)
          .toList();

  private Doorkeeper() {}

  /** Closes a connection that has just come if there is no room for it, and says why. */
  Optional<String> refuse(Channel accepted, long now) {
    for (Headroom each : needed) {
      if (!each.take(now)) {
        try {
          accepted.close();
        } catch (IOException closedAnyway) {
          // The descriptor is given back all the same.
        }
        return Optional.of("a connection: " + each);
      }
    }
    return Optional.empty();
  }
}
