package io.rollcall.discovery.guard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses new connections before they use up what the open connections need. All servers of this
 * JVM that need the same resources share one. Thread-safe.
 */
public final class ResourceGuard {
  /** Of descriptors, which every connection needs. */
  public static final ResourceGuard OF_DESCRIPTORS =
      new ResourceGuard(Descriptors.budget().stream().toList());

  private final List<ResourceBudget> needed;

  ResourceGuard(List<ResourceBudget> needed) {
    this.needed = needed;
  }

  /** A resource guard that checks this resource too. */
  public ResourceGuard with(Optional<ResourceBudget> more) {
    return new ResourceGuard(Stream.concat(needed.stream(), more.stream()).toList());
  }

  /** Reserves room for a new connection, or says why there is none. */
  public Optional<String> refusal(long now) {
    for (ResourceBudget each : needed) {
      if (!each.take(now)) {
        return Optional.of(each.toString());
      }
    }
    return Optional.empty();
  }
}
