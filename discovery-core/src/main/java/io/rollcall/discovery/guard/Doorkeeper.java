package io.rollcall.discovery.guard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses new connections before they use up what the open connections need. All servers of this
 * JVM that need the same resources share one. Thread-safe.
 */
public final class Doorkeeper {
  /** Of descriptors, which every connection needs. */
  public static final Doorkeeper OF_DESCRIPTORS =
      new Doorkeeper(Descriptors.headroom().stream().toList());

  private final List<Headroom> needed;

  Doorkeeper(List<Headroom> needed) {
    this.needed = needed;
  }

  /** A doorkeeper that checks this resource too. */
  public Doorkeeper with(Optional<Headroom> more) {
    return new Doorkeeper(Stream.concat(needed.stream(), more.stream()).toList());
  }

  /** Reserves room for a new connection, or says why there is none. */
  public Optional<String> refusal(long now) {
    for (Headroom each : needed) {
      if (!each.take(now)) {
        return Optional.of(each.toString());
      }
    }
    return Optional.empty();
  }
}
