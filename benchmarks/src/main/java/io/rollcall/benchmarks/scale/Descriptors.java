package io.rollcall.benchmarks.scale;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Whether the processes of a run may open as many descriptors as it needs. Each JVM raises its soft
 * limit to its hard one when it starts, and its children get both.
 */
public final class Descriptors {
  /** What a JVM has open besides connections: jars, pipes, selectors. */
  private static final int OTHERS = 200;

  private Descriptors() {}

  /**
   * Checks that a process may have so many connections.
   *
   * @throws IllegalStateException if it may not; the message says what to do
   */
  public static void require(int connections) {
    int needed = connections + OTHERS;
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        && unix.getMaxFileDescriptorCount() < needed) {
      throw new IllegalStateException(
          "this run needs %d descriptors for a process, and %d is the limit: raise it with 'ulimit -n %d'"
              .formatted(needed, unix.getMaxFileDescriptorCount(), needed));
    }
  }
}
