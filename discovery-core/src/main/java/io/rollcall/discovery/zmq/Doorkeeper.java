package io.rollcall.discovery.zmq;

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

  /** Takes room for a connection that has just come, or says why there is none. */
  Optional<String> refusal(long now) {
    for (Headroom each : needed) {
      if (!each.take(now)) {
        return Optional.of(each.toString());
      }
    }
    return Optional.empty();
  }
}
