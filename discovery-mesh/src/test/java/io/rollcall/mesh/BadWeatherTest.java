package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.testkit.SimulatedCluster;
import io.rollcall.testkit.SimulatedHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that talk to each other while packets are lost, links break and hosts stop. */
class BadWeatherTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int NODES = 4;
  private static final int ROUNDS = 150;

  /** Something on its way: how often it ended, and after how long. */
  private static final class Sent {
    private int ends;
    private long took;

    Sent(SimulatedCluster cluster, CompletableFuture<?> future) {
      long at = cluster.time().nanoTime();
      var unused =
          future.whenComplete(
              (value, failed) -> {
                ends++;
                took = cluster.time().nanoTime() - at;
              });
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldEndEachRequestOnceAndHandleEachMessageOnceAtMost(long seed) {
    Random random = new Random(seed);
    try (SimulatedCluster cluster =
        SimulatedCluster.builder().seed(seed).options(Options.wan()).start()) {
      Map<String, Integer> handled = new HashMap<>();
      List<SimulatedHost> hosts = new ArrayList<>();
      List<Mesh> nodes = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        SimulatedHost host = cluster.startHost("n" + i);
        hosts.add(host);
        nodes.add(start(cluster, host, handled));
      }
      cluster.advanceUntil(
          () -> nodes.stream().allMatch(each -> each.isReady() && each.nodes().size() == NODES),
          LONG);
      cluster.network().lose(0.05);
      cluster.network().delay(Duration.ofMillis(20));
      List<Sent> sent = new ArrayList<>();
      List<CompletableFuture<Void>> messages = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        Mesh from = nodes.get(random.nextInt(NODES));
        String to = "n" + random.nextInt(NODES);
        sent.add(new Sent(cluster, from.request(to, 1, Codec.TEXT.encode("r" + i))));
        CompletableFuture<Void> message = from.send(to, 2, Codec.TEXT.encode("m" + i));
        sent.add(new Sent(cluster, message));
        messages.add(message);
        cluster.advance(Duration.ofMillis(random.nextInt(40)));
        strike(cluster, hosts, random);
      }
      cluster.network().calm();
      cluster.network().heal();
      hosts.stream().filter(SimulatedHost::isPaused).forEach(SimulatedHost::resume);
      cluster.advance(LONG);
      // A host that stops stops the clocks of its own requests with it.
      long most = PATIENCE.plusMillis(1100).toNanos();
      assertThat(sent).allMatch(each -> each.ends == 1 && each.took <= most);
      assertThat(handled.values()).containsOnly(1);
      long confirmed = messages.stream().filter(each -> !each.isCompletedExceptionally()).count();
      assertThat((long) handled.size()).isGreaterThanOrEqualTo(confirmed);
      assertThat(confirmed).isGreaterThan(ROUNDS / 3);
    }
  }

  private static void strike(SimulatedCluster cluster, List<SimulatedHost> hosts, Random random) {
    SimulatedHost host = hosts.get(random.nextInt(NODES));
    SimulatedHost other = hosts.get((hosts.indexOf(host) + 1) % NODES);
    switch (random.nextInt(30)) {
      case 0 -> cluster.network().reset(host);
      case 1 -> cluster.network().cut(host, other);
      case 2, 3 -> cluster.network().heal();
      case 4 -> {
        host.pause();
        cluster.advance(Duration.ofMillis(random.nextInt(1000)));
        host.resume();
      }
      default -> {}
    }
  }

  private static Mesh start(
      SimulatedCluster cluster, SimulatedHost host, Map<String, Integer> handled) {
    Mesh mesh =
        Mesh.start(
            cluster.urlServer(),
            cluster.urlPubSub(),
            Member.named(host.name()),
            MeshOptions.defaults()
                .withDiscovery(host.options())
                .withRetryInterval(Duration.ofMillis(100)));
    mesh.handle(1, Call::payload);
    mesh.handle(
        2,
        call -> {
          handled.merge(Codec.TEXT.decode(call.payload()), 1, Integer::sum);
          return new byte[0];
        });
    return mesh;
  }
}
