package io.rollcall.benchmarks.siege;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** What is left of this JVM's heap after each collection. Thread-safe. */
final class HeapUse {
  private static final Set<String> HEAP =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toUnmodifiableSet());

  private long most;

  /** Listens from now on. */
  HeapUse() {
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (each instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener((said, nothing) -> collected(said), null, null);
      }
    }
  }

  /** Collects now, and returns what is left, in bytes. */
  static long collect() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** The most that any left since it was last forgotten, in bytes; 0 if there was none. */
  synchronized long most() {
    return most;
  }

  /** Begins anew. */
  synchronized void forget() {
    most = 0;
  }

  private synchronized void collected(Notification said) {
    if (said.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      Map<String, MemoryUsage> left =
          GarbageCollectionNotificationInfo.from((CompositeData) said.getUserData())
              .getGcInfo()
              .getMemoryUsageAfterGc();
      most = Math.max(most, HEAP.stream().mapToLong(pool -> used(left.get(pool))).sum());
    }
  }

  private static long used(@Nullable MemoryUsage usage) {
    return usage == null ? 0 : usage.getUsed();
  }
}
