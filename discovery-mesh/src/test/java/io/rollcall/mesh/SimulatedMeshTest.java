package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.Subscriber;
import io.rollcall.testkit.SimulatedCluster;
import io.rollcall.testkit.SimulatedHost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole nodes on a simulated network, with faults. */
class SimulatedMeshTest {
  private static final int ECHO = 1;
  private static final int NEVER = 2;
  private static final int COUNT = 3;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final SimulatedCluster cluster = SimulatedCluster.start();
  private final List<String> counted = new ArrayList<>();
  private final List<CompletableFuture<byte[]>> begun = new ArrayList<>();

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
          counted.add(call.from() + " " + new String(call.payload(), StandardCharsets.UTF_8));
          return new byte[0];
        });
    return mesh;
  }

  private Mesh start(String name) {
    return start(cluster.startHost(name), MeshOptions.defaults());
  }

  private SimulatedHost host(String name) {
    return cluster.startHost(name);
  }

  private void ready(Mesh... nodes) {
    for (Mesh each : nodes) {
      cluster.advanceUntil(() -> each.isReady() && each.nodes().size() >= nodes.length, LONG);
    }
  }

  private Duration await(CompletableFuture<?> future) {
    return cluster.advanceUntil(future::isDone, LONG);
  }

  private static Optional<FailureCause> cause(CompletableFuture<?> future) {
    try {
      future.getNow(null);
      return Optional.empty();
    } catch (CompletionException failed) {
      return failed.getCause() instanceof MeshException mesh
          ? Optional.of(mesh.cause())
          : Optional.empty();
    }
  }

  private void assertFails(CompletableFuture<?> future, FailureCause why, Duration within) {
    assertThat(await(future)).isLessThanOrEqualTo(within);
    assertThat(cause(future)).contains(why);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldAnswerARequest() {
    Mesh a = start("a");
    Mesh b = start("b");
    ready(a, b);
    assertThat(b.self().address().orElseThrow().host()).startsWith("10.0.0.");
    CompletableFuture<byte[]> answer = a.request("b", ECHO, text("hello"));
    assertThat(await(answer)).isLessThan(Duration.ofMillis(10));
    assertThat(answer.join()).isEqualTo(text("hello"));
    assertThat(a.request("a", ECHO, text("me")).isDone()).isFalse();
  }

  @Test
  void shouldAnswerWhatANodeRequestsOfItself() {
    Mesh a = start("a");
    ready(a);
    CompletableFuture<byte[]> answer = a.request("a", ECHO, text("me"));
    await(answer);
    assertThat(answer.join()).isEqualTo(text("me"));
  }

  @Test
  void shouldTellAtOnceWhatIsNotThere() {
    Mesh a = start("a");
    Mesh b = start("b");
    ready(a, b);
    assertFails(a.request("c", ECHO, text("")), FailureCause.NO_SUCH_NODE, Duration.ofMillis(1));
    assertFails(a.request("b", 99, text("")), FailureCause.NO_HANDLER, Duration.ofMillis(10));
    assertFails(a.send("b", 99, text("")), FailureCause.NO_HANDLER, Duration.ofMillis(10));
    assertFails(a.send("c", ECHO, text("")), FailureCause.NO_SUCH_NODE, Duration.ofMillis(1));
  }

  @Test
  void shouldTellThatItHasNoRosterToSeeANodeIn() {
    SimulatedHost host = host("a");
    Mesh a = start(host, MeshOptions.defaults());
    assertFails(a.request("b", ECHO, text("")), FailureCause.UNHEALTHY, Duration.ofMillis(1));
  }

  @Test
  void shouldFailAtOnceWhenTheNodeIsKilled() {
    SimulatedHost host = host("b");
    Mesh a = start("a");
    Mesh b = start(host, MeshOptions.defaults());
    ready(a, b);
    CompletableFuture<byte[]> answer = a.request("b", NEVER, text(""));
    cluster.advanceUntil(() -> !begun.isEmpty(), SECOND);
    host.crash();
    assertFails(answer, FailureCause.UNREACHABLE, Duration.ofMillis(10));
    assertFails(a.request("b", ECHO, text("")), FailureCause.UNREACHABLE, Duration.ofMillis(10));
  }

  @Test
  void shouldFailWellBeforeTheDeadlineWhenTheHostVanishes() {
    SimulatedHost host = host("b");
    Mesh a = start("a");
    Mesh b = start(host, MeshOptions.defaults());
    ready(a, b);
    CompletableFuture<byte[]> answer = a.request("b", NEVER, text(""), Duration.ofMinutes(1));
    cluster.advanceUntil(() -> !begun.isEmpty(), SECOND);
    cluster.network().isolate(host);
    assertFails(answer, FailureCause.UNREACHABLE, Duration.ofMillis(2600));
  }

  @Test
  void shouldTellThatTheNodeWasStartedAnew() {
    SimulatedHost host = host("b");
    Mesh a = start("a");
    Mesh b = start(host, MeshOptions.defaults());
    ready(a, b);
    Node old = a.nodes().find("b").orElseThrow();
    CompletableFuture<byte[]> answer = a.request("b", NEVER, text(""), Duration.ofMinutes(1));
    cluster.advanceUntil(() -> !begun.isEmpty(), SECOND);
    // The old process still runs when the new one joins under its name.
    SimulatedHost other = cluster.startHost("c");
    Mesh.start(
        cluster.urlServer(),
        cluster.urlPubSub(),
        Member.named("b"),
        MeshOptions.defaults().withDiscovery(other.options()));
    assertFails(answer, FailureCause.RESTARTED, SECOND);
    assertFails(a.request(old, ECHO, text("")), FailureCause.RESTARTED, Duration.ofMillis(1));
  }

  @Test
  void shouldTimeOutAndCancelTheHandler() {
    Mesh a = start("a");
    Mesh b = start("b");
    ready(a, b);
    CompletableFuture<byte[]> answer = a.request("b", NEVER, text(""), SECOND);
    Duration took = await(answer);
    assertThat(cause(answer)).contains(FailureCause.TIMED_OUT);
    assertThat(took).isBetween(SECOND, Duration.ofMillis(1010));
    cluster.advanceUntil(() -> begun.get(0).isCancelled(), Duration.ofMillis(10));
  }

  @Test
  void shouldCancelTheHandlerWhenTheCallerCancels() {
    Mesh a = start("a");
    Mesh b = start("b");
    ready(a, b);
    CompletableFuture<byte[]> answer = a.request("b", NEVER, text(""));
    cluster.advanceUntil(() -> !begun.isEmpty(), SECOND);
    answer.cancel(true);
    cluster.advanceUntil(() -> begun.get(0).isCancelled(), Duration.ofMillis(10));
  }

  @Test
  void shouldCancelTheHandlerWhenTheCallerDies() {
    SimulatedHost caller = host("a");
    Mesh a = start(caller, MeshOptions.defaults());
    Mesh b = start("b");
    ready(a, b);
    CompletableFuture<byte[]> unused = a.request("b", NEVER, text(""));
    cluster.advanceUntil(() -> !begun.isEmpty(), SECOND);
    caller.crash();
    cluster.advanceUntil(() -> begun.get(0).isCancelled(), Duration.ofMillis(10));
  }

  @Test
  void shouldDeliverAMessageAcrossABrokenLink() {
    Mesh a = start("a");
    SimulatedHost host = host("b");
    Mesh b = start(host, MeshOptions.defaults());
    ready(a, b);
    assertThat(await(a.send("b", COUNT, text("1")))).isLessThan(Duration.ofMillis(10));
    cluster.network().reset(host);
    CompletableFuture<Void> second = a.send("b", COUNT, text("2"));
    await(second);
    assertThat(second).isCompleted();
    assertThat(counted).containsExactly("a 1", "a 2");
  }

  @Test
  void shouldGiveAMessageUpAfterItsTime() {
    Mesh a = start("a");
    SimulatedHost host = host("b");
    Mesh b = start(host, MeshOptions.defaults());
    ready(a, b);
    await(a.send("b", COUNT, text("1")));
    cluster.network().isolate(host);
    CompletableFuture<Void> lost = a.send("b", COUNT, text("2"));
    assertThat(await(lost)).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3010));
    assertThat(cause(lost)).contains(FailureCause.UNREACHABLE);
  }

  @Test
  void shouldAnswerOthersBeforeItLeaves() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b");
    ready(a, b);
    CompletableFuture<byte[]> answer = a.request("b", NEVER, text(""), LONG);
    cluster.advanceUntil(() -> !begun.isEmpty(), SECOND);
    List<Status> statuses = new ArrayList<>();
    a.membership()
        .changes()
        .subscribe(change -> change.updated().forEach(each -> statuses.add(each.status())));
    List<Long> asked = new ArrayList<>();
    b.onDrain(() -> asked.add(cluster.time().nanoTime()) && asked.size() > 3);
    cluster.time().after(Duration.ofMillis(500), () -> begun.get(0).complete(text("done")));
    long before = cluster.time().nanoTime();
    assertThat(b.drain(Duration.ofSeconds(5))).isTrue();
    assertThat(cluster.time().nanoTime() - before).isLessThan(SECOND.toNanos());
    assertThat(asked).hasSize(4).allMatch(at -> at - before >= 500_000_000);
    assertThat(answer.join()).isEqualTo(text("done"));
    assertThat(statuses).contains(Status.OFFLINE);
    cluster.advanceUntil(() -> a.nodes().find("b").isEmpty(), SECOND);
  }

  @Test
  void shouldTellThatItDrains() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b");
    ready(a, b);
    CompletableFuture<byte[]> first = a.request("b", NEVER, text(""), LONG);
    cluster.advanceUntil(() -> !begun.isEmpty(), SECOND);
    List<CompletableFuture<?>> during = new ArrayList<>();
    cluster
        .time()
        .after(
            Duration.ofMillis(200),
            () -> {
              during.add(a.request("b", ECHO, text("")));
              during.add(a.send("b", COUNT, text("")));
            });
    assertThat(b.drain(SECOND)).isFalse();
    assertFails(first, FailureCause.DRAINING, Duration.ofMillis(10));
    during.forEach(each -> assertThat(cause(each)).contains(FailureCause.DRAINING));
    assertThat(counted).isEmpty();
  }

  @Test
  void shouldLetOnlyTheRosterInWhenStrict() {
    MeshOptions strict = MeshOptions.defaults().withStrict(true);
    Mesh a = start(host("a"), strict);
    Mesh b = start(host("b"), strict);
    ready(a, b);
    CompletableFuture<byte[]> answer = a.request("b", ECHO, text("x"));
    await(answer);
    assertThat(answer.join()).isEqualTo(text("x"));

    SimulatedHost other = host("g");
    Subscriber subscriber = Subscriber.start(cluster.urlPubSub(), other.options());
    Mesh guest =
        Mesh.guest(subscriber, "guest", MeshOptions.defaults().withDiscovery(other.options()));
    cluster.advanceUntil(guest::isReady, LONG);
    CompletableFuture<byte[]> refused = guest.request("b", ECHO, text("x"));
    assertFails(refused, FailureCause.REFUSED, SECOND);
    assertThat(refused)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("'guest' is a guest, and only members are let in");
  }

  @Test
  void shouldLetAGuestTalk() {
    Mesh b = start("b");
    ready(b);
    SimulatedHost other = host("g");
    Subscriber subscriber = Subscriber.start(cluster.urlPubSub(), other.options());
    Mesh guest =
        Mesh.guest(subscriber, "guest", MeshOptions.defaults().withDiscovery(other.options()));
    cluster.advanceUntil(guest::isReady, LONG);
    CompletableFuture<byte[]> answer = guest.request("b", ECHO, text("x"));
    await(answer);
    assertThat(answer.join()).isEqualTo(text("x"));
    await(guest.send("b", COUNT, text("1")));
    assertThat(counted).containsExactly("guest 1");
    assertThat(b.nodes().names()).containsExactly("b");
    assertThat(guest.endpoint()).isEmpty();
  }

  @Test
  void shouldRefuseWhoIsOfAnotherClusterOrAtAnothersAddress() {
    Mesh b = start("b");
    ready(b);
    SimulatedHost other = host("g");
    Subscriber subscriber = Subscriber.start(cluster.urlPubSub(), other.options());
    Mesh guest =
        Mesh.guest(
            subscriber,
            "guest",
            MeshOptions.defaults().withDiscovery(other.options().withCluster("red")));
    cluster.advanceUntil(guest::isReady, LONG);
    assertFails(guest.request("b", ECHO, text("x")), FailureCause.REFUSED, SECOND);
  }

  @Test
  void shouldReachANodeAgainAfterAPartition() {
    SimulatedHost one = host("a");
    SimulatedHost other = host("b");
    Mesh a = start(one, MeshOptions.defaults());
    Mesh b = start(other, MeshOptions.defaults());
    ready(a, b);
    await(a.request("b", ECHO, text("x")));
    cluster.network().cut(one, other);
    // Both reach the server, so the roster stays.
    assertFails(
        a.request("b", ECHO, text("x"), LONG), FailureCause.UNREACHABLE, Duration.ofMillis(2600));
    assertThat(a.nodes().find("b")).isPresent();
    assertFails(
        a.request("b", ECHO, text("x"), LONG), FailureCause.UNREACHABLE, Duration.ofMillis(1100));
    cluster.network().heal(one, other);
    CompletableFuture<byte[]> answer = a.request("b", ECHO, text("again"));
    await(answer);
    assertThat(answer.join()).isEqualTo(text("again"));
  }

  @Test
  void shouldSendAnUnreliableMessageOnce() {
    Mesh a = start("a");
    SimulatedHost host = host("b");
    Mesh b = start(host, MeshOptions.defaults());
    ready(a, b);
    a.sendUnreliable("b", COUNT, text("1"));
    a.sendUnreliable("nobody", COUNT, text("2"));
    cluster.advance(SECOND);
    a.sendUnreliable("b", COUNT, text("3"));
    cluster.network().reset(host);
    a.sendUnreliable("b", 99, text("4"));
    cluster.advance(SECOND);
    a.sendUnreliable("b", COUNT, text("5"));
    cluster.advance(SECOND);
    assertThat(counted).contains("a 1", "a 5").doesNotHaveDuplicates();
  }

  @Test
  void shouldEndWhatWaitsWhenItCloses() {
    Mesh a = start("a");
    Mesh b = start("b");
    ready(a, b);
    CompletableFuture<byte[]> own = a.request("b", NEVER, text(""), LONG);
    CompletableFuture<byte[]> theirs = b.request("a", NEVER, text(""), LONG);
    cluster.advanceUntil(() -> begun.size() == 2, SECOND);
    a.close();
    assertFails(own, FailureCause.CANCELLED, Duration.ofMillis(1));
    assertFails(theirs, FailureCause.DRAINING, Duration.ofMillis(1));
    assertFails(a.request("b", ECHO, text("")), FailureCause.CANCELLED, Duration.ofMillis(1));
    cluster.advanceUntil(() -> b.nodes().find("a").isEmpty(), SECOND);
    a.close();
  }
}
