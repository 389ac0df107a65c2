package io.rollcall.discovery.zmq;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What of this process a connection needs: descriptors and direct memory. */
final class ProcessLimits {
  /** JeroMQ's two buffers and what the JVM adds to them. */
  private static final long DIRECT_MEMORY_EACH = 17 * 1024;

  private static final long MOST_RESERVED_DESCRIPTORS = 64;
  private static final long MOST_RESERVED_MEMORY = 1024 * 1024;

  private ProcessLimits() {}

  /** The descriptors of this process; {@code null} where the system does not tell. */
  static @Nullable Headroom descriptors() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return null;
    }
    long limit = unix.getMaxFileDescriptorCount();
    return new Headroom(
        "descriptors",
        limit,
        Math.min(MOST_RESERVED_DESCRIPTORS, limit / 8),
        1,
        unix::getOpenFileDescriptorCount);
  }

  /**
   * The direct memory of this JVM; {@code null} where it does not tell. A connection takes its
   * share only after its greeting, so those that are open count in any case.
   */
  static @Nullable Headroom directMemory(TcpChannels open) {
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        long limit = directMemoryLimit();
        return new Headroom(
            "octets of direct memory",
            limit,
            Math.min(MOST_RESERVED_MEMORY, limit / 8),
            DIRECT_MEMORY_EACH,
            () -> Math.max(pool.getMemoryUsed(), open.size() * DIRECT_MEMORY_EACH));
      }
    }
    return null;
  }

  private static long directMemoryLimit() {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long set =
        hotSpot == null ? 0 : Long.parseLong(hotSpot.getVMOption("MaxDirectMemorySize").getValue());
    return set > 0 ? set : Runtime.getRuntime().maxMemory();
  }
}
