package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Member;
import io.rollcall.testkit.ManualMembership;
import io.rollcall.testkit.SimulatedCluster;
import io.rollcall.testkit.SimulatedHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages to many nodes, which pass them on. */
class SendManyTest {
  private static final int COUNT = 1;
  private static final byte[] NOTHING = {};
  private static final Duration LONG = Duration.ofSeconds(30);

  private final SimulatedCluster cluster = SimulatedCluster.start();
  private final Map<String, Integer> handled = new TreeMap<>();
  private final List<SimulatedHost> hosts = new ArrayList<>();
  private final List<Mesh> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    cluster.close();
  }

  private List<String> start(int count) {
    for (int i = 0; i < count; i++) {
      SimulatedHost host = cluster.startHost("n%03d".formatted(i));
      hosts.add(host);
      Mesh mesh =
          Mesh.start(
              cluster.urlServer(),
              cluster.urlPubSub(),
              Member.named(host.name()),
              MeshOptions.defaults().withDiscovery(host.options()));
      nodes.add(mesh);
      if (i != 7) {
        mesh.handle(
            COUNT,
            call -> {
              assertThat(call.from()).isEqualTo("n000");
              handled.merge(host.name(), 1, Integer::sum);
              return NOTHING;
            });
      }
    }
    cluster.advanceUntil(
        () -> nodes.stream().allMatch(each -> each.isReady() && each.nodes().size() == count),
        LONG);
    return nodes.get(0).nodes().names();
  }

  private Delivery await(CompletableFuture<Delivery> delivery, Duration most) {
    cluster.advanceUntil(delivery::isDone, most);
    return delivery.join();
  }

  @Test
  void shouldReachAllNodesAndTellWhoHasNoHandler() {
    List<String> names = start(40);
    List<String> targets = new ArrayList<>(names);
    targets.add("nobody");
    Delivery delivery =
        await(nodes.get(0).sendMany(targets, COUNT, NOTHING, 3), Duration.ofMillis(50));
    assertThat(delivery.unreached())
        .containsOnly(
            Map.entry("n007", FailureCause.NO_HANDLER),
            Map.entry("nobody", FailureCause.NO_SUCH_NODE));
    assertThat(delivery.reached()).hasSize(39).containsAll(handled.keySet());
    assertThat(handled).hasSize(39);
    assertThat(handled.values()).containsOnly(1);
  }

  @Test
  void shouldSurviveInnerNodesThatDie() {
    List<String> names = start(40);
    // With three heads to 40 nodes these pass on to most of the others.
    hosts.get(1).crash();
    CompletableFuture<Delivery> sent = nodes.get(0).sendMany(names, COUNT, NOTHING, 3);
    cluster.advance(Duration.ofNanos(1_500_000));
    hosts.get(2).crash();
    Delivery delivery = await(sent, Duration.ofMillis(100));
    assertThat(delivery.unreached().keySet()).containsExactlyInAnyOrder("n001", "n002", "n007");
    assertThat(delivery.unreached()).containsEntry("n001", FailureCause.UNREACHABLE);
    cluster.advance(LONG);
    assertThat(handled.keySet()).containsAll(delivery.reached());
    assertThat(handled.values()).containsOnly(1);
    assertThat(delivery.reached()).hasSize(37);
  }

  @Test
  void shouldGiveUpAnInnerNodeThatStandsStill() {
    List<String> names = start(20);
    hosts.get(1).pause();
    Delivery delivery =
        await(nodes.get(0).sendMany(names, COUNT, NOTHING, 2), Duration.ofSeconds(6));
    assertThat(delivery.unreached().keySet()).containsExactlyInAnyOrder("n001", "n007");
    assertThat(delivery.reached()).hasSize(18);
    hosts.get(1).resume();
    cluster.advance(LONG);
    assertThat(handled.values()).containsOnly(1);
  }

  @Test
  void shouldReportWhatIsKnownWhileSomebodyWaits() {
    start(6);
    List.of(2, 3, 4).forEach(each -> hosts.get(each).pause());
    // One after the other behind n001: together they would take all the time there is.
    List<String> chain = List.of("n001", "n002", "n003", "n004", "n005");
    Delivery delivery =
        await(nodes.get(0).sendMany(chain, COUNT, NOTHING, 1), Duration.ofSeconds(6));
    assertThat(delivery.reached()).containsExactlyInAnyOrder("n001", "n005");
    assertThat(delivery.unreached().keySet()).containsExactlyInAnyOrder("n002", "n003", "n004");
  }

  @Test
  void shouldSendToManyOnceWithoutAReport() {
    List<String> names = start(20);
    nodes.get(0).sendManyUnreliable(names, COUNT, NOTHING, 2);
    cluster.advance(Duration.ofSeconds(1));
    assertThat(handled).hasSize(19);
    assertThat(handled.values()).containsOnly(1);
  }

  @Test
  void shouldTellThatTheMeshIsClosed() {
    start(2);
    nodes.get(0).close();
    Delivery delivery =
        await(nodes.get(0).sendMany(List.of("n001"), COUNT, NOTHING, 2), Duration.ofSeconds(1));
    assertThat(delivery.unreached()).containsOnly(Map.entry("n001", FailureCause.CANCELLED));
    assertThat(handled).isEmpty();
  }

  @Test
  void shouldRefuseALimitAndNamesOutOfBound() {
    try (ManualMembership membership = ManualMembership.start();
        Mesh guest = Mesh.guest(membership, "g", MeshOptions.defaults())) {
      assertThatThrownBy(() -> guest.sendMany(List.of("a"), 1, NOTHING, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("limit 0 is not 1 to 65535");
      assertThatThrownBy(() -> guest.sendMany(List.of("a".repeat(1 << 20)), 1, NOTHING, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the names have 1,048,577 octets; they may have 1,048,576");
    }
  }
}
