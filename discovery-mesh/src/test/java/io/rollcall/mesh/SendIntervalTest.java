package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Member;
import io.rollcall.testkit.SimulatedCluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that wait for others. */
class SendIntervalTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration HALF = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final SimulatedCluster cluster = SimulatedCluster.start();
  private final AtomicInteger got = new AtomicInteger();
  private Mesh a;

  private Mesh start(String name) {
    Mesh mesh =
        Mesh.start(
            cluster.urlServer(),
            cluster.urlPubSub(),
            Member.named(name),
            MeshOptions.defaults()
                .withSendInterval(INTERVAL)
                .withDiscovery(cluster.startHost(name).options()));
    mesh.handle(
        1,
        call -> {
          got.incrementAndGet();
          return call.payload();
        });
    return mesh;
  }

  @BeforeEach
  void begin() {
    a = start("a");
    start("b");
    cluster.advanceUntil(() -> a.isReady() && a.nodes().size() == 2, LONG);
    // From now on the link is open.
    CompletableFuture<byte[]> first = a.request("b", 1, new byte[0]);
    cluster.advanceUntil(first::isDone, LONG);
    got.set(0);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void shouldSendThemTogether() {
    CompletableFuture<Void> message = a.send("b", 1, new byte[1]);
    cluster.advance(HALF);
    a.sendUnreliable("b", 1, new byte[1]);
    cluster.advance(HALF.minusMillis(5));
    assertThat(got).hasValue(0);
    cluster.advance(Duration.ofMillis(10));
    assertThat(got).hasValue(2);
    assertThat(message).isCompleted();
  }

  @Test
  void shouldNotDelayRequests() {
    CompletableFuture<byte[]> answer = a.request("b", 1, new byte[0]);
    assertThat(cluster.advanceUntil(answer::isDone, LONG)).isLessThan(HALF);
  }

  @Test
  void shouldNotWaitForMoreThanIsWrittenAtOnce() {
    a.sendUnreliable("b", 1, new byte[40_000]);
    a.sendUnreliable("b", 1, new byte[40_000]);
    cluster.advance(HALF);
    assertThat(got).hasValue(2);
  }

  @Test
  void shouldSendWhatWaitsWhenTheNodeLeaves() {
    a.sendUnreliable("b", 1, new byte[1]);
    cluster.advance(Duration.ofMillis(5));
    a.close();
    cluster.advance(Duration.ofMillis(5));
    assertThat(got).hasValue(1);
  }
}
