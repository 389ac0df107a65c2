package io.rollcall.discovery.zmq;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns new connections away before they take what those who are in need. JeroMQ's thread dies when
 * direct memory runs out, and with it every connection. Only for ZeroMQ's io thread.
 */
final class Doorkeeper {
  private final List<Headroom> needed = new ArrayList<>();

  Doorkeeper(TcpChannels open) {
    this(ProcessLimits.descriptors(), ProcessLimits.directMemory(open));
  }

  Doorkeeper(@Nullable Headroom... needed) {
    for (Headroom each : needed) {
      if (each != null) {
        this.needed.add(each);
      }
    }
  }

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
