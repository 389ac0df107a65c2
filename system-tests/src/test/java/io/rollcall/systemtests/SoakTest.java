package io.rollcall.systemtests;

import io.rollcall.processes.Pauses;
import io.rollcall.processes.Seed;
import io.rollcall.processes.Steps;
import io.rollcall.systemtests.lan.Lan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random faults, from a fixed seed until each kind was dealt once. {@code
 * -Drollcall.soak.minutes=N} goes on for that long, {@code -Drollcall.seed=S} draws others, and
 * {@code -Drollcall.seed=fresh} draws the seed. Where network namespaces are not allowed, processes
 * alone are disturbed.
 */
@Order(1)
class SoakTest {
  private static final List<String> SERVERS = List.of("s1", "s2");
  private static final List<String> MEMBERS = List.of("m1", "m2", "m3", "m4", "m5", "m6");
  private static final double LONG_MINUTES = 10;

  private final boolean lan = Lan.allowed();
  private final SoakFigures figures = new SoakFigures();
  private final Deque<SoakFault> dealt = new ArrayDeque<>();
  private int clusters;
  private Cluster cluster;
  private ViewWaiter views;

  @Test
  void shouldKeepTheGuaranteesUnderEachKindOfFault() throws Throwable {
    soak(1, Double.parseDouble(System.getProperty("rollcall.soak.minutes", "0")));
  }

  @Test
  @Tag("long")
  void shouldKeepTheGuaranteesUnderRandomFaultsForLong() throws Throwable {
    String minutes = System.getProperty("rollcall.soak.minutes");
    soak(2, minutes == null ? LONG_MINUTES : Double.parseDouble(minutes));
  }

  private void soak(long fixedSeed, double minutes) throws Throwable {
    long seed = Seed.orElse(fixedSeed);
    Random random = new Random(seed);
    System.out.printf(
        "soak of %s on %s, -Drollcall.seed=%d%n",
        minutes > 0 ? minutes + " minutes" : "each kind of fault",
        lan ? "a network of its own" : "loopback",
        seed);
    // The start counts too: on a busy machine it takes long, and the build shall not.
    long end = System.nanoTime() + (long) (minutes * 60e9);
    Steps steps = new Steps(Pauses.ofThisMachine());
    try {
      begin();
      do {
        SoakBatch batch = new SoakBatch(deal(random), SERVERS, MEMBERS, random);
        steps.test(() -> batch.run(cluster, views, figures), this::beginAfresh);
      } while (!dealt.isEmpty() || System.nanoTime() - end < 0);
    } catch (AssertionError broken) {
      throw new AssertionError("-Drollcall.seed=" + seed + ": " + broken.getMessage(), broken);
    } finally {
      end();
      System.out.println(figures);
    }
  }

  private void begin() throws InterruptedException {
    clusters++;
    String label = clusters == 1 ? "soak" : "soak-" + clusters;
    cluster = lan ? Cluster.onLan(label) : Cluster.onLoopback(label);
    cluster.start(SERVERS.size(), MEMBERS.size());
    views = new ViewWaiter(cluster);
    views.calm();
  }

  private void beginAfresh() throws InterruptedException {
    end();
    begin();
  }

  private void end() throws InterruptedException {
    if (cluster != null) {
      cluster.close();
      cluster = null;
    }
  }

  /** One to three kinds. Each comes once before any comes again. */
  private List<SoakFault> deal(Random random) {
    if (dealt.isEmpty()) {
      List<SoakFault> all =
          new ArrayList<>(
              Stream.of(SoakFault.values()).filter(fault -> lan || !fault.needsLan()).toList());
      Collections.shuffle(all, random);
      dealt.addAll(all);
    }
    List<SoakFault> kinds = new ArrayList<>();
    for (int wanted = 1 + random.nextInt(3); wanted > 0 && !dealt.isEmpty(); wanted--) {
      kinds.add(dealt.remove());
    }
    return kinds;
  }
}
