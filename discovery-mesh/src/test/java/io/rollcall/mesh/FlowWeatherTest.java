package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.testkit.SimulatedCluster;
import io.rollcall.testkit.SimulatedHost;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long payloads, streams and slow readers while links break, in random schedules. */
class FlowWeatherTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int NODES = 3;
  private static final int ROUNDS = 120;
  private static final int ECHO = 1;
  private static final int COUNT = 2;
  private static final int SLOW = 3;
  private static final int STREAM = 4;
  private static final int WINDOW = 700_000;
  private static final MeshOptions OPTIONS =
      MeshOptions.defaults()
          .withMostOctets(300_000)
          .withQueueOctets(WINDOW)
          .withConcurrency(8)
          .withRetryInterval(Duration.ofMillis(200));

  private final List<Ended> ended = new ArrayList<>();
  private final Map<Integer, Integer> handled = new HashMap<>();
  private int sent;

  /** Something on its way: how often it ended, and after how long. */
  private static final class Ended {
    private final SimulatedCluster cluster;
    private final long at;
    private int ends;
    private long took;

    Ended(SimulatedCluster cluster) {
      this.cluster = cluster;
      this.at = cluster.time().nanoTime();
    }

    void end() {
      ends++;
      took = cluster.time().nanoTime() - at;
    }
  }

  private final class SlowReader implements Flow.Subscriber<byte[]> {
    private final SimulatedCluster cluster;
    private final Ended ended;
    private final Duration pace;
    private Flow.@Nullable Subscription subscription;
    private int next;
    private boolean over;

    SlowReader(SimulatedCluster cluster, Duration pace) {
      this.cluster = cluster;
      this.ended = new Ended(cluster);
      this.pace = pace;
      FlowWeatherTest.this.ended.add(ended);
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
      begun.request(1);
    }

    @Override
    public void onNext(byte[] item) {
      assertThat(over).isFalse();
      assertThat(ByteBuffer.wrap(item).getInt()).isEqualTo(next++);
      cluster.time().after(pace, () -> subscription.request(1 + next % 3));
    }

    @Override
    public void onError(Throwable thrown) {
      over = true;
      ended.end();
    }

    @Override
    public void onComplete() {
      over = true;
      assertThat(next).isEqualTo(50);
      ended.end();
    }
  }

  private Mesh start(SimulatedCluster cluster, SimulatedHost host) {
    Mesh mesh =
        Mesh.start(
            cluster.urlServer(),
            cluster.urlPubSub(),
            Member.named(host.name()),
            OPTIONS.withDiscovery(host.options()));
    mesh.handle(ECHO, Call::payload);
    mesh.handle(
        COUNT,
        call -> {
          handled.merge(ByteBuffer.wrap(call.payload()).getInt(), 1, Integer::sum);
          return new byte[0];
        });
    mesh.handleAsync(
        SLOW,
        call -> {
          CompletableFuture<byte[]> answer = new CompletableFuture<>();
          cluster.time().after(Duration.ofMillis(700), () -> answer.complete(call.payload()));
          return answer;
        });
    mesh.handleStream(
        STREAM,
        (call, sink) -> {
          int length = ByteBuffer.wrap(call.payload()).getInt();
          int[] next = {0};
          sink.onDemand(
              () -> {
                while (next[0] < 50
                    && sink.offer(ByteBuffer.allocate(length).putInt(next[0]).array())) {
                  next[0]++;
                }
                if (next[0] == 50) {
                  sink.complete();
                }
              });
        });
    return mesh;
  }

  private static double kept(Mesh mesh) {
    return mesh.metrics().stream()
        .filter(each -> each.name().equals("mesh.kept.octets"))
        .mapToDouble(each -> each.value().getAsDouble())
        .sum();
  }

  private void follow(SimulatedCluster cluster, CompletableFuture<?> future) {
    Ended each = new Ended(cluster);
    ended.add(each);
    var unused = future.whenComplete((value, failed) -> each.end());
  }

  private void send(SimulatedCluster cluster, Mesh from, String to, Random random) {
    int length = random.nextInt(5) == 0 ? 4 + random.nextInt(299_000) : 4 + random.nextInt(500);
    byte[] payload = ByteBuffer.allocate(length).putInt(sent++).array();
    switch (random.nextInt(6)) {
      case 0, 1 -> follow(cluster, from.request(to, ECHO, payload));
      case 2 -> follow(cluster, from.send(to, COUNT, payload));
      case 3 -> {
        for (int i = 0; i < 6; i++) {
          follow(cluster, from.request(to, SLOW, payload));
        }
      }
      case 4 -> {
        byte[] wanted = ByteBuffer.allocate(4).putInt(length).array();
        from.requestStream(to, STREAM, wanted)
            .subscribe(new SlowReader(cluster, Duration.ofMillis(random.nextInt(60))));
      }
      default -> {
        CompletableFuture<byte[]> cancelled = from.request(to, SLOW, payload);
        follow(cluster, cancelled);
        cluster.time().after(Duration.ofMillis(random.nextInt(20)), () -> cancelled.cancel(true));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldEndAllOnceAndInTimeAndKeepWithinItsWindows(long seed) {
    Random random = new Random(seed);
    try (SimulatedCluster cluster =
        SimulatedCluster.builder().seed(seed).options(Options.wan()).start()) {
      List<SimulatedHost> hosts = new ArrayList<>();
      List<Mesh> nodes = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        hosts.add(cluster.startHost("n" + i));
        nodes.add(start(cluster, hosts.get(i)));
      }
      cluster.advanceUntil(
          () -> nodes.stream().allMatch(each -> each.isReady() && each.nodes().size() == NODES),
          LONG);
      for (int i = 0; i < ROUNDS; i++) {
        send(cluster, nodes.get(random.nextInt(NODES)), "n" + random.nextInt(NODES), random);
        cluster.advance(Duration.ofMillis(random.nextInt(40)));
        // What a link asks for at most, twice where it breaks and its handlers still run; and what
        // streams wait with.
        nodes.forEach(each -> assertThat(kept(each)).isLessThan(NODES * 4.0 * 1_400_000));
        SimulatedHost host = hosts.get(random.nextInt(NODES));
        switch (random.nextInt(25)) {
          case 0 -> cluster.network().reset(host);
          case 1 -> cluster.network().cut(host, hosts.get((hosts.indexOf(host) + 1) % NODES));
          case 2, 3 -> cluster.network().heal();
          case 4 -> cluster.network().delay(Duration.ofMillis(random.nextInt(15)));
          default -> {}
        }
      }
      cluster.network().calm();
      cluster.network().heal();
      cluster.advance(LONG);
      assertThat(ended)
          .allMatch(each -> each.ends == 1)
          .allMatch(each -> each.took <= PATIENCE.plusMillis(50).toNanos());
      assertThat(handled.values()).containsOnly(1);
      assertThat(nodes).allMatch(each -> kept(each) == 0);
      // All is as it was: each node takes as much as before.
      for (Mesh each : nodes) {
        CompletableFuture<byte[]> after = each.request("n0", ECHO, new byte[300_000]);
        cluster.advanceUntil(after::isDone, LONG);
        assertThat(after).isCompleted();
      }
    }
  }
}
