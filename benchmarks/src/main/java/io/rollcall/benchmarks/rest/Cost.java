package io.rollcall.benchmarks.rest;

import io.rollcall.benchmarks.kernel.Memory;
import io.rollcall.processes.Line;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a process costs while nothing happens in it. Linux alone says some of this.
 *
 * @param cpuPercent of one core
 * @param heap in bytes, after a collection
 * @param direct memory outside of the heap for buffers, in bytes
 * @param descriptors how many are open
 * @param threads how many live
 * @param resident memory that the process holds, in bytes
 */
public record Cost(
    double cpuPercent,
    double heap,
    double direct,
    double descriptors,
    double threads,
    double resident) {

  /** What has not been measured. */
  public static final Cost NOTHING = new Cost(0, 0, 0, 0, 0, 0);

  /** Measures this process for this time. */
  public static Cost measure(Duration time) throws InterruptedException, IOException {
    long before = cpuNanos();
    Thread.sleep(time.toMillis());
    double cpu = 100.0 * (cpuNanos() - before) / time.toNanos();
    System.gc();
    return new Cost(
        cpu,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum(),
        openDescriptors(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        Memory.resident(ProcessHandle.current().pid()));
  }

  /** As the words of a line. */
  public Object[] words() {
    return new Object[] {"cost", cpuPercent, heap, direct, descriptors, threads, resident};
  }

  /** As another process said it. */
  public static Cost of(Line line) {
    return new Cost(
        Double.parseDouble(line.value(1)),
        Double.parseDouble(line.value(2)),
        Double.parseDouble(line.value(3)),
        Double.parseDouble(line.value(4)),
        Double.parseDouble(line.value(5)),
        Double.parseDouble(line.value(6)));
  }

  /** All, for a file. */
  public Map<String, Object> toJson() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("cpu_percent", cpuPercent);
    all.put("heap_bytes", heap);
    all.put("direct_bytes", direct);
    all.put("descriptors", descriptors);
    all.put("threads", threads);
    all.put("rss_bytes", resident);
    return all;
  }

  /** How much more this is than another, each of so many. */
  public Cost moreThan(Cost other, int many) {
    return new Cost(
        (cpuPercent - other.cpuPercent) / many,
        (heap - other.heap) / many,
        (direct - other.direct) / many,
        (descriptors - other.descriptors) / many,
        (threads - other.threads) / many,
        (resident - other.resident) / many);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static long openDescriptors() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      // One is that of the listing.
      return descriptors.count() - 1;
    }
  }
}
