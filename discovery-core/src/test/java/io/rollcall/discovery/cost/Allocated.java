package io.rollcall.discovery.cost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;

/** Counts the bytes that calls allocate on this thread, where the JVM counts them. */
public final class Allocated {
  private static final int BLOCKS = 9;
  private static final int CALLS = 200;

  private Allocated() {}

  /** Whether this JVM counts. */
  public static boolean isCounted() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
        && bean.isThreadAllocatedMemorySupported()
        && bean.isThreadAllocatedMemoryEnabled();
  }

  /**
   * Of one call, on average over a block of them; the least of several blocks. What the JVM adds
   * when it pleases, by loading classes or compiling, makes a block larger and never smaller, so
   * how busy the machine is does not matter.
   */
  public static long perCall(Runnable call) {
    return LongStream.generate(() -> block(call)).limit(BLOCKS).min().orElseThrow();
  }

  private static long block(Runnable call) {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = bean.getThreadAllocatedBytes(thread);
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (bean.getThreadAllocatedBytes(thread) - before) / CALLS;
  }
}
