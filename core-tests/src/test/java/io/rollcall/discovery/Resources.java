package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The threads and descriptors of this JVM that the library uses.
 *
 * @param threads the names of those that are the library's or ZeroMQ's
 * @param descriptors how many are open, -1 where the system does not tell
 */
record Resources(Set<String> threads, long descriptors) {

  static Resources now() {
    Set<String> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(
                thread ->
                    thread.getName().startsWith("rollcall")
                        || thread.getName().startsWith("reaper")
                        || thread.getName().startsWith("iothread"))
            .map(thread -> thread.getName() + " " + thread.getId())
            .collect(Collectors.toCollection(TreeSet::new));
    return new Resources(threads, openDescriptors());
  }

  /** Waits until there are no more than these; a file or two may be the JVM's own. */
  void awaitNoMore() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Resources now = now();
              if (!threads.containsAll(now.threads)) {
                throw new AssertionError("threads " + now.threads + ", before " + threads);
              }
              if (now.descriptors > descriptors + 8) {
                throw new AssertionError(
                    "descriptors " + now.descriptors + ", before " + descriptors);
              }
            });
  }

  private static long openDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : -1;
  }
}
