package io.rollcall.jeromq;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.rollcall.discovery.guard.ResourceBudget;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * The direct memory of this JVM. JeroMQ's thread dies when it runs out, and with it every
 * connection.
 */
final class DirectMemory {
  /** JeroMQ's two buffers and what the JVM adds to them. */
  private static final long EACH = 17 * 1024;

  private static final long MOST_RESERVED = 1024 * 1024;

  private DirectMemory() {}

  /**
   * Room for connections there; empty where the JVM does not tell. A connection takes its share
   * only after its greeting, so those of Rollcall's that are open count in any case.
   */
  static Optional<ResourceBudget> budget() {
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        long limit = limit();
        return Optional.of(
            new ResourceBudget(
                "octets of direct memory",
                limit,
                Math.min(MOST_RESERVED, limit / 8),
                EACH,
                () -> Math.max(pool.getMemoryUsed(), TcpChannels.ofThisProcess() * EACH)));
      }
    }
    return Optional.empty();
  }

  private static long limit() {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long set =
        hotSpot == null ? 0 : Long.parseLong(hotSpot.getVMOption("MaxDirectMemorySize").getValue());
    return set > 0 ? set : Runtime.getRuntime().maxMemory();
  }
}
