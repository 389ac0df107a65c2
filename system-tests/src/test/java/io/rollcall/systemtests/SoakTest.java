package io.rollcall.systemtests;

import io.rollcall.systemtests.lan.Lan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Random faults for as long as {@code -Drollcall.soak.minutes} says, from the seed {@code
 * -Drollcall.seed}. Where network namespaces are not allowed, processes alone are disturbed.
 */
@Order(1)
class SoakTest {
  private static final List<String> SERVERS = List.of("s1", "s2");
  private static final List<String> MEMBERS = List.of("m1", "m2", "m3", "m4", "m5", "m6");

  private final Duration time =
      Duration.ofMillis(
          (long) (Double.parseDouble(System.getProperty("rollcall.soak.minutes", "2")) * 60_000));
  private final long seed = Long.getLong("rollcall.seed", System.nanoTime() % 1_000_000);
  private final Random random = new Random(seed);
  private final SoakFigures figures = new SoakFigures();
  private final Deque<SoakFault> dealt = new ArrayDeque<>();

  @Test
  void shouldKeepTheGuaranteesUnderRandomFaults() throws Exception {
    boolean lan = Lan.allowed();
    System.out.printf(
        "soak of %s on %s, -Drollcall.seed=%d%n",
        time, lan ? "a network of its own" : "loopback", seed);
    // The start counts too: on a busy machine it takes long, and the build shall not.
    long end = System.nanoTime() + time.toNanos();
    try (Cluster cluster = lan ? Cluster.onLan("soak") : Cluster.onLoopback("soak")) {
      cluster.start(SERVERS.size(), MEMBERS.size());
      Watch watch = new Watch(cluster);
      watch.calm();
      while (System.nanoTime() - end < 0) {
        new SoakBatch(deal(lan), SERVERS, MEMBERS, random).run(cluster, watch, figures);
      }
    } catch (AssertionError broken) {
      throw new AssertionError("-Drollcall.seed=" + seed + ": " + broken.getMessage(), broken);
    } finally {
      System.out.println(figures);
    }
  }

  /** One to three kinds. Each comes once before any comes again. */
  private List<SoakFault> deal(boolean lan) {
    List<SoakFault> kinds = new ArrayList<>();
    for (int wanted = 1 + random.nextInt(3); wanted > 0; wanted--) {
      if (dealt.isEmpty()) {
        List<SoakFault> all =
            new ArrayList<>(
                Stream.of(SoakFault.values()).filter(fault -> lan || !fault.needsLan()).toList());
        Collections.shuffle(all, random);
        dealt.addAll(all);
      }
      kinds.add(dealt.remove());
    }
    return kinds;
  }
}
