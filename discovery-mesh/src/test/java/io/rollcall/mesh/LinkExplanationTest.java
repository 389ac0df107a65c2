package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Member;
import io.rollcall.mesh.LinkExplanation.State;
import io.rollcall.testkit.SimulatedCluster;
import io.rollcall.testkit.SimulatedHost;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node tells of its links. */
class LinkExplanationTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final SimulatedCluster cluster = SimulatedCluster.start();
  private final SimulatedHost host = cluster.startHost("b");
  private Mesh a;

  private Mesh start(SimulatedHost on) {
    return Mesh.start(
        cluster.urlServer(),
        cluster.urlPubSub(),
        Member.named(on.name()),
        MeshOptions.defaults().withDiscovery(on.options()));
  }

  @BeforeEach
  void begin() {
    a = start(cluster.startHost("a"));
    Mesh b = start(host);
    b.handleAsync(1, call -> new CompletableFuture<>());
    cluster.advanceUntil(() -> a.isReady() && a.nodes().size() == 2, LONG);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void shouldTellThatNoneWasNeeded() {
    LinkExplanation none = a.explain("b");
    assertThat(none.state()).isEqualTo(State.NONE);
    assertThat(none.age()).isEmpty();
    assertThat(none)
        .hasToString("link to node 'b' at " + none.address().get() + ": none, 0 pending");
    assertThat(a.explain("c")).hasToString("link to node 'c': none, 0 pending");
  }

  @Test
  void shouldTellHowLongItIsOpenAndWhatIsPending() {
    CompletableFuture<byte[]> never = a.request("b", 1, new byte[0]);
    assertThat(never).isNotDone();
    cluster.advanceUntil(() -> a.explain("b").state() == State.OPEN, LONG);
    cluster.advance(Duration.ofMillis(1500));
    LinkExplanation open = a.explain("b");
    assertThat(open.age().orElseThrow()).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(2));
    assertThat(open.pending()).isOne();
    assertThat(open.lastFailure()).isEmpty();
  }

  @Test
  void shouldTellWhyTheLastOneEnded() {
    CompletableFuture<Duration> ping = a.ping("b");
    cluster.advanceUntil(ping::isDone, LONG);
    host.crash();
    cluster.advanceUntil(() -> a.explain("b").state() == State.NONE, LONG);
    cluster.advance(Duration.ofMillis(100));
    LinkExplanation ended = a.explain("b");
    assertThat(ended.lastFailure().orElseThrow().cause()).isEqualTo(FailureCause.UNREACHABLE);
    assertThat(ended.toString()).contains(": none for 0.1").contains("\n  last ended 0.1");
    a.close();
    assertThat(a.explain("b").state()).isEqualTo(State.NONE);
  }

  @Test
  void shouldMeasureHowLongANodeTakesToAnswer() {
    CompletableFuture<Duration> first = a.ping("b");
    cluster.advanceUntil(first::isDone, LONG);
    CompletableFuture<Duration> second = a.ping("b");
    Duration took = cluster.advanceUntil(second::isDone, LONG);
    assertThat(second.join()).isPositive().isLessThanOrEqualTo(took);
    assertThat(first.join()).isLessThan(Duration.ofMillis(10));

    CompletableFuture<Duration> none = a.ping("c");
    cluster.advanceUntil(none::isDone, LONG);
    assertThatThrownBy(none::join)
        .hasMessageContaining("ping of node 'c': NO_SUCH_NODE: the roster has no such node");
  }
}
