package io.rollcall.discovery.zmq;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What of this process a connection needs: descriptors and direct memory. */
final class ProcessLimits {
  /** JeroMQ's two buffers and what the JVM adds to them. */
  private static final long DIRECT_MEMORY_EACH = 17 * 1024;

  private static final long MOST_RESERVED_DESCRIPTORS = 64;
  private static final long MOST_RESERVED_MEMORY = 1024 * 1024;

  private ProcessLimits() {}

  /** The descriptors of this process; empty where the system does not tell. */
  static Optional<Headroom> descriptors() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return Optional.empty();
    }
    long limit = unix.getMaxFileDescriptorCount();
    return Optional.of(
        new Headroom(
            "descriptors",
            limit,
            Math.min(MOST_RESERVED_DESCRIPTORS, limit / 8),
            1,
            orAll(limit, unix::getOpenFileDescriptorCount)));
  }

  /**
   * The direct memory of this JVM; empty where it does not tell. A connection takes its share only
   * after its greeting, so those of Rollcall's that are open count in any case.
   */
  static Optional<Headroom> directMemory() {
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        long limit = directMemoryLimit();
        return Optional.of(
            new Headroom(
                "octets of direct memory",
                limit,
                Math.min(MOST_RESERVED_MEMORY, limit / 8),
                DIRECT_MEMORY_EACH,
                orAll(
                    limit,
                    () ->
                        Math.max(
                            pool.getMemoryUsed(),
                            TcpChannels.ofThisProcess() * DIRECT_MEMORY_EACH))));
      }
    }
    return Optional.empty();
  }

  /** What can't be measured, for want of a descriptor perhaps, is used up. */
  private static LongSupplier orAll(long limit, LongSupplier used) {
    return () -> {
      try {
        return used.getAsLong();
      } catch (RuntimeException | Error notMeasured) {
        return limit;
      }
    };
  }

  private static long directMemoryLimit() {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long set =
        hotSpot == null ? 0 : Long.parseLong(hotSpot.getVMOption("MaxDirectMemorySize").getValue());
    return set > 0 ? set : Runtime.getRuntime().maxMemory();
  }
}
