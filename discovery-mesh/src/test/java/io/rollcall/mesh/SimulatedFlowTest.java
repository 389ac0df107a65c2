package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Member;
import io.rollcall.testkit.SimulatedCluster;
import io.rollcall.testkit.SimulatedHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Long payloads, credit and busy nodes on a simulated network. */
class SimulatedFlowTest {
  private static final int ECHO = 1;
  private static final int NEVER = 2;
  private static final int COUNT = 3;
  private static final int TEN_MB = 10_000_000;
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Some connections of the simulated network take only a little at a time. */
  private static final MeshOptions PATIENT =
      MeshOptions.defaults().withRetryTimeout(Duration.ofMinutes(1));

  private final SimulatedCluster cluster = SimulatedCluster.start();
  private final List<CompletableFuture<byte[]>> begun = new ArrayList<>();
  private final List<Integer> counted = new ArrayList<>();

  @AfterEach
  void close() {
    cluster.close();
  }

  private Mesh start(SimulatedHost host, MeshOptions options) {
    Mesh mesh =
        Mesh.start(
            cluster.urlServer(),
            cluster.urlPubSub(),
            Member.named(host.name()),
            options.withDiscovery(host.options()));
    mesh.handle(ECHO, Call::payload);
    mesh.handleAsync(
        NEVER,
        call -> {
          CompletableFuture<byte[]> answer = new CompletableFuture<>();
          begun.add(answer);
          return answer;
        });
    mesh.handle(
        COUNT,
        call -> {
          counted.add(call.payload().length);
          return new byte[0];
        });
    return mesh;
  }

  private Mesh start(String name) {
    return start(cluster.startHost(name), MeshOptions.defaults());
  }

  private void ready(Mesh... nodes) {
    for (Mesh each : nodes) {
      cluster.advanceUntil(() -> each.isReady() && each.nodes().size() >= nodes.length, LONG);
    }
  }

  private Duration await(CompletableFuture<?> future) {
    return cluster.advanceUntil(future::isDone, LONG);
  }

  private static FailureCause cause(CompletableFuture<?> future) {
    try {
      future.join();
      throw new AssertionError("it has not failed");
    } catch (CompletionException failed) {
      return ((MeshException) failed.getCause()).cause();
    }
  }

  private static byte[] octets(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return octets;
  }

  @Test
  void shouldNotDelayAShortRequestByLongOnes() {
    Mesh a = start("a");
    Mesh b = start("b");
    ready(a, b);
    await(a.request("b", ECHO, new byte[1]));
    Duration alone = await(a.request("b", ECHO, new byte[100]));
    byte[] payload = octets(TEN_MB);
    List<CompletableFuture<byte[]>> transfers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      transfers.add(a.request("b", ECHO, payload, LONG));
    }
    cluster.advance(MILLI);
    int beside = 0;
    while (transfers.stream().noneMatch(CompletableFuture::isDone)) {
      // Behind what the sockets hold, a quarter of a megabyte, and a chunk.
      assertThat(await(a.request("b", ECHO, new byte[100])))
          .isLessThan(alone.multipliedBy(4).plus(MILLI));
      beside++;
    }
    assertThat(beside).isGreaterThan(10);
    for (CompletableFuture<byte[]> each : transfers) {
      await(each);
      assertThat(each.join()).isEqualTo(payload);
    }
  }

  @Test
  void shouldTakeLongMessagesOnceAndKeepTheOrderOfShortOnes() {
    Mesh a = start("a");
    Mesh b = start("b");
    ready(a, b);
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    sent.add(a.send("b", COUNT, new byte[TEN_MB]));
    for (int i = 0; i < 100; i++) {
      sent.add(a.send("b", COUNT, new byte[i]));
    }
    a.sendUnreliable("b", COUNT, new byte[1_000_000]);
    sent.forEach(this::await);
    cluster.advance(LONG);
    assertThat(sent).allMatch(each -> !each.isCompletedExceptionally());
    assertThat(counted).hasSize(102);
    assertThat(counted.stream().filter(each -> each < 100)).isSorted();
    assertThat(counted).contains(TEN_MB, 1_000_000).doesNotHaveDuplicates();
  }

  @Test
  void shouldFailAtOnceWhenALinkBreaksAmidATransferAndKeepNothing() {
    Mesh a = start(cluster.startHost("a"), PATIENT);
    SimulatedHost host = cluster.startHost("b");
    Mesh b = start(host, MeshOptions.defaults());
    ready(a, b);
    await(a.request("b", ECHO, new byte[1]));
    CompletableFuture<byte[]> broken = a.request("b", COUNT, new byte[TEN_MB], LONG);
    CompletableFuture<Void> message = a.send("b", COUNT, new byte[TEN_MB - 1]);
    cluster.advance(Duration.ofMillis(2));
    cluster.network().reset(host);
    assertThat(await(broken)).isLessThan(Duration.ofMillis(10));
    assertThat(cause(broken)).isEqualTo(FailureCause.UNREACHABLE);
    await(message);
    assertThat(message).isCompleted();
    assertThat(counted).containsExactly(TEN_MB - 1);
    assertThat(kept(b)).isZero();
  }

  private static double kept(Mesh mesh) {
    return metric(mesh, "mesh.kept.octets");
  }

  private static double metric(Mesh mesh, String name) {
    return mesh.metrics().stream()
        .filter(each -> each.name().equals(name))
        .mapToDouble(each -> each.value().getAsDouble())
        .sum();
  }

  @Test
  void shouldDropWhatIsLeftOfACancelledTransfer() {
    Mesh a = start("a");
    Mesh b = start("b");
    ready(a, b);
    await(a.request("b", ECHO, new byte[1]));
    CompletableFuture<byte[]> cancelled = a.request("b", COUNT, new byte[TEN_MB], LONG);
    cluster.advanceUntil(() -> kept(b) > 0, LONG);
    cancelled.cancel(true);
    assertThat(cluster.advanceUntil(() -> kept(b) == 0, LONG)).isLessThan(Duration.ofMillis(10));
    // Of an answer, too.
    CompletableFuture<byte[]> answer = a.request("b", NEVER, new byte[1], LONG);
    cluster.advanceUntil(() -> !begun.isEmpty(), LONG);
    begun.get(0).complete(octets(TEN_MB));
    cluster.advanceUntil(() -> kept(a) > 0, LONG);
    answer.cancel(true);
    assertThat(cluster.advanceUntil(() -> kept(a) == 0, LONG)).isLessThan(Duration.ofMillis(10));
    cluster.advance(LONG);
    assertThat(counted).isEmpty();
    assertThat(kept(a) + kept(b)).isZero();
    CompletableFuture<byte[]> after = a.request("b", ECHO, octets(1_000_000));
    await(after);
    assertThat(after.join()).isEqualTo(octets(1_000_000));
  }

  @Test
  void shouldWaitForCreditAndTellAtTheDeadlineThatThereWasNone() {
    Mesh a = start("a");
    Mesh b = start(cluster.startHost("b"), MeshOptions.defaults().withConcurrency(3));
    ready(a, b);
    List<CompletableFuture<byte[]>> sent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sent.add(a.request("b", NEVER, new byte[1], Duration.ofSeconds(5)));
    }
    CompletableFuture<Void> message = a.send("b", COUNT, new byte[1]);
    cluster.advance(Duration.ofMillis(100));
    assertThat(begun).hasSize(3);
    begun.get(0).complete(new byte[0]);
    cluster.advance(Duration.ofMillis(100));
    assertThat(begun).hasSize(4);
    assertThat(sent.stream().filter(CompletableFuture::isDone)).hasSize(1);
    assertThat(await(message)).isBetween(Duration.ofMillis(2790), Duration.ofMillis(2810));
    assertThat(cause(message)).isEqualTo(FailureCause.BUSY);
    sent.forEach(this::await);
    assertThat(sent.stream().skip(1).limit(3).map(SimulatedFlowTest::cause))
        .containsOnly(FailureCause.TIMED_OUT);
    assertThat(sent.stream().skip(4).map(SimulatedFlowTest::cause)).containsOnly(FailureCause.BUSY);
    begun.forEach(each -> each.complete(new byte[0]));
    CompletableFuture<byte[]> after = a.request("b", ECHO, new byte[1]);
    assertThat(await(after)).isLessThan(Duration.ofMillis(10));
    assertThat(counted).isEmpty();
  }

  @Test
  void shouldRefuseAtOnceWhatHasNoRoomToWait() {
    Mesh a = start(cluster.startHost("a"), MeshOptions.defaults().withQueueOctets(1 << 16));
    Mesh b = start(cluster.startHost("b"), MeshOptions.defaults().withConcurrency(1));
    ready(a, b);
    List<CompletableFuture<byte[]>> sent = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      sent.add(a.request("b", NEVER, new byte[100]));
    }
    cluster.advance(Duration.ofMillis(100));
    long refused = sent.stream().filter(CompletableFuture::isDone).count();
    assertThat(refused).isBetween(800L, 850L);
    assertThat(cause(sent.get(999))).isEqualTo(FailureCause.BUSY);
    a.sendUnreliable("b", COUNT, new byte[100]);
    cluster.advance(LONG);
    assertThat(sent).allMatch(CompletableFuture::isDone);
    // What was given up has left the line, too.
    begun.get(0).complete(new byte[0]);
    CompletableFuture<byte[]> after = a.request("b", ECHO, new byte[50_000]);
    assertThat(await(after)).isLessThan(Duration.ofMillis(10));
    assertThat(after).isCompleted();
  }

  @Test
  void shouldBoundTheOctetsOfALinkAtTheReceiver() {
    Mesh a = start("a");
    MeshOptions small = MeshOptions.defaults().withMostOctets(1_000_000).withQueueOctets(2_100_000);
    Mesh b = start(cluster.startHost("b"), small);
    ready(a, b);
    List<CompletableFuture<byte[]>> sent = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sent.add(a.request("b", NEVER, octets(1_000_000), LONG));
    }
    cluster.advance(Duration.ofSeconds(2));
    assertThat(begun).hasSize(2);
    assertThat(kept(b)).isBetween(2_000_000.0, 2_100_000.0);
    // A short one passes those that wait.
    CompletableFuture<byte[]> beside = a.request("b", ECHO, new byte[100]);
    assertThat(await(beside)).isLessThan(Duration.ofMillis(10));
    for (int i = 0; i < 6; i++) {
      int next = i;
      cluster.advanceUntil(() -> begun.size() > next, LONG);
      assertThat(kept(b)).isLessThanOrEqualTo(2_100_000.0);
      begun.get(i).complete(octets(i));
    }
    for (int i = 0; i < 6; i++) {
      await(sent.get(i));
      assertThat(sent.get(i).join()).isEqualTo(octets(i));
    }
    cluster.advance(Duration.ofSeconds(1));
    assertThat(kept(b)).isZero();
  }

  @Test
  void shouldPassLongMessagesOnToMany() {
    Mesh[] nodes = new Mesh[8];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = start(cluster.startHost("n" + i), PATIENT);
    }
    ready(nodes);
    List<String> names = new ArrayList<>(nodes[0].nodes().names());
    CompletableFuture<Delivery> sent = nodes[0].sendMany(names, COUNT, octets(1_000_000), 2);
    await(sent);
    assertThat(sent.join().unreached()).isEmpty();
    assertThat(sent.join().reached()).containsExactlyInAnyOrderElementsOf(names);
    assertThat(counted).hasSize(8).containsOnly(1_000_000);
    cluster.advance(Duration.ofSeconds(1));
    assertThat(Arrays.stream(nodes).mapToDouble(SimulatedFlowTest::kept)).containsOnly(0.0);
  }
}
