package io.rollcall.discovery.guard;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** The descriptors of this process. */
final class Descriptors {
  private static final long MOST_RESERVED = 64;

  private Descriptors() {}

  /** Room for connections there; empty where the system does not tell. */
  static Optional<ResourceBudget> budget() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return Optional.empty();
    }
    long limit = unix.getMaxFileDescriptorCount();
    return Optional.of(
        new ResourceBudget(
            "descriptors",
            limit,
            Math.min(MOST_RESERVED, limit / 8),
            1,
            unix::getOpenFileDescriptorCount));
  }
}
