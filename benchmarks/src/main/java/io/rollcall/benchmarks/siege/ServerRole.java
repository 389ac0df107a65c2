package io.rollcall.benchmarks.siege;

import com.sun.management.UnixOperatingSystemMXBean;
import io.rollcall.benchmarks.kernel.Memory;
import io.rollcall.discovery.Options;
import io.rollcall.processes.Line;
import io.rollcall.processes.Orders;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** A process that is a server, with {@link Options#defaults()}, and says how it is. */
public final class ServerRole {
  /** What it says where it has no memory for an answer. */
  static final String STARVED = "out-of-memory";

  private static final byte[] OUT_OF_MEMORY = (STARVED + "\n").getBytes(StandardCharsets.US_ASCII);

  private final HeapUse heap = new HeapUse();
  private final ServerUnderSiege server = new ServerUnderSiege(Options.defaults());

  private ServerRole() {}

  /**
   * Says where it is, and obeys: {@code figures}; {@code collect}, which collects garbage before;
   * {@code begin}, from where on lateness and the most of its heap count.
   */
  public static void main(String... args) throws IOException {
    ServerRole role = new ServerRole();
    Orders.say("server", role.server.urlServer(), role.server.urlPubSub());
    boolean over = false;
    while (!over) {
      try {
        Line order = Orders.next();
        over = order == null;
        if (order != null) {
          role.obey(order.word());
        }
      } catch (OutOfMemoryError starved) {
        // To say this takes no memory. The server may live on.
        System.out.write(OUT_OF_MEMORY);
        System.out.flush();
      }
    }
    System.exit(0);
  }

  private void obey(String order) throws IOException {
    switch (order) {
      case "collect" -> say(HeapUse.collect());
      case "begin" -> {
        heap.forget();
        server.lateness().forget();
      }
      default -> say(heap.most());
    }
  }

  private void say(long heapBytes) throws IOException {
    Lateness late = server.lateness();
    Orders.say(
        new Figures(
                heapBytes,
                Memory.resident(ProcessHandle.current().pid()),
                descriptors(),
                server.members(),
                late.percentile(0.5),
                late.percentile(0.99),
                late.percentile(1))
            .words());
  }

  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }
}
