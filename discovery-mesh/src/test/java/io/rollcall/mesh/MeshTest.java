package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Status;
import io.rollcall.testkit.ManualMembership;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes on real sockets. */
class MeshTest {
  private static final String ANY = "tcp://127.0.0.1:0";
  private static final MeshOptions OPTIONS = MeshOptions.defaults().withBind(ANY);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final byte[] NOTHING = {};

  private static Server server;
  private final List<AutoCloseable> open = new ArrayList<>();

  /** One for all: each settles first, which takes its time. */
  @BeforeAll
  static void startServer() {
    server = Server.start(ANY, ANY, Options.local().withSettleTime(Duration.ofMillis(200)));
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  private <T extends AutoCloseable> T opened(T handle) {
    open.add(0, handle);
    return handle;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Mesh start(String name, MeshOptions options) throws InterruptedException {
    Mesh mesh =
        opened(
            Mesh.start(
                server.urlServer(),
                server.urlPubSub(),
                Member.named(name).withType("game"),
                options));
    assertThat(mesh.awaitReady(LONG)).isTrue();
    return mesh;
  }

  private Mesh start(String name) throws InterruptedException {
    return start(name, OPTIONS);
  }

  private static void sees(Mesh mesh, String name) {
    await().until(() -> mesh.nodes().find(name).flatMap(Node::address).isPresent());
  }

  private static MeshException failure(CompletableFuture<?> future) {
    try {
      future.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
      throw new AssertionError("it did not fail");
    } catch (CompletionException failed) {
      return (MeshException) failed.getCause();
    }
  }

  @Test
  void shouldRequestAndSendBetweenNodes() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b");
    Set<String> got = ConcurrentHashMap.newKeySet();
    b.handle(
        7,
        Codec.TEXT,
        Codec.TEXT,
        (call, asked) -> {
          got.add(call.from() + " " + call.command() + " " + call.timeLeft().isPresent());
          return asked + "!";
        });
    sees(a, "b");
    Node node = a.nodes().find("b").orElseThrow();
    assertThat(a.request(node, 7, "hello", Codec.TEXT, Codec.TEXT).get(30, TimeUnit.SECONDS))
        .isEqualTo("hello!");
    assertThat(a.send(node, 7, Codec.TEXT.encode("x")).get(30, TimeUnit.SECONDS)).isNull();
    await().until(() -> got.size() == 2);
    assertThat(got).containsExactlyInAnyOrder("a 7 true", "a 7 false");
    assertThat(a.toString()).startsWith("node a (game)").endsWith(" at " + a.endpoint().get());
  }

  @Test
  void shouldCarryTheLongestPayloadAndRefuseALongerOne() throws Exception {
    Mesh a = start("a");
    start("b").handle(1, Call::payload);
    sees(a, "b");
    byte[] longest = new byte[OPTIONS.mostOctets()];
    longest[longest.length - 1] = 42;
    assertThat(a.request("b", 1, longest, LONG).get(30, TimeUnit.SECONDS)).isEqualTo(longest);
    assertThatThrownBy(() -> a.request("b", 1, new byte[OPTIONS.mostOctets() + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("payload has 10,000,001 octets; it may have 10,000,000");
  }

  @Test
  void shouldTellWhereANodeTakesLessThanTheOther() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b", OPTIONS.withMostOctets(2000));
    b.handle(1, call -> new byte[call.payload().length + 1]);
    sees(a, "b");
    MeshException tooLong = failure(a.request("b", 1, new byte[2001]));
    assertThat(tooLong.cause()).isEqualTo(FailureCause.MALFORMED);
    assertThat(tooLong)
        .hasMessage(
            "request of command 1 to node 'b': MALFORMED: 2,001 octets, the node takes 2,000");
    assertThat(failure(a.send("b", 1, new byte[2001])).cause()).isEqualTo(FailureCause.MALFORMED);
    MeshException reply = failure(a.request("b", 1, new byte[2000]));
    assertThat(reply.cause()).isEqualTo(FailureCause.HANDLER_FAILED);
    assertThat(reply.detail()).isEqualTo("its reply has 2,001 octets, more than 2,000");
  }

  @Test
  void shouldTellWhatTheHandlerThrewAndWhatItCouldNotRead() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b");
    b.handle(
        1,
        call -> {
          throw new IOException("the disk is full");
        });
    b.handle(2, Codec.TEXT, Codec.TEXT, (call, asked) -> asked);
    b.handle(3, call -> null);
    b.handleAsync(4, call -> CompletableFuture.failedFuture(new IOException("later")));
    b.handle(5, call -> new byte[] {-1});
    sees(a, "b");
    MeshException thrown = failure(a.request("b", 1, NOTHING));
    assertThat(thrown.cause()).isEqualTo(FailureCause.HANDLER_FAILED);
    assertThat(thrown.detail()).isEqualTo("java.io.IOException: the disk is full");
    assertThat(failure(a.request("b", 2, new byte[] {-1})).cause())
        .isEqualTo(FailureCause.MALFORMED);
    assertThat(failure(a.request("b", 3, NOTHING)).detail()).isEqualTo("the handler returned null");
    assertThat(failure(a.request("b", 4, NOTHING)).detail())
        .isEqualTo("java.io.IOException: later");
    Node node = a.nodes().find("b").orElseThrow();
    assertThat(failure(a.request(node, 5, "x", Codec.TEXT, Codec.TEXT)).cause())
        .isEqualTo(FailureCause.MALFORMED);
  }

  @Test
  void shouldInterruptTheHandlerWhenTheCallerCancels() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b");
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    b.handle(
        1,
        call -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
            return NOTHING;
          } catch (InterruptedException cancelled) {
            interrupted.complete(call.isCancelled());
            throw cancelled;
          }
        });
    sees(a, "b");
    CompletableFuture<byte[]> answer = a.request("b", 1, NOTHING, LONG);
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    answer.cancel(true);
    assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldCutTheDeadlineOfNestedRequests() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b");
    Mesh c = start("c");
    CompletableFuture<Duration> left = new CompletableFuture<>();
    c.handleAsync(
        2,
        call -> {
          left.complete(call.timeLeft().orElseThrow());
          return new CompletableFuture<>();
        });
    b.handle(1, call -> b.request("c", 2, NOTHING, Duration.ofMinutes(5)).join());
    sees(a, "b");
    sees(b, "c");
    CompletableFuture<byte[]> answer = a.request("b", 1, NOTHING, Duration.ofSeconds(20));
    assertThat(left.get(30, TimeUnit.SECONDS)).isLessThanOrEqualTo(Duration.ofSeconds(20));
    answer.cancel(true);
  }

  @Test
  void shouldBoundTheHandlersOfOneLinkAndStayFreeForOthers() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b", OPTIONS.withConcurrency(3));
    Mesh c = start("c");
    CountDownLatch release = new CountDownLatch(1);
    b.handle(
        1,
        call -> {
          boolean done = false;
          while (!done) {
            try {
              release.await();
              done = true;
            } catch (InterruptedException ignored) {
              // A handler that will not end.
            }
          }
          return NOTHING;
        });
    b.handle(2, Call::payload);
    sees(a, "b");
    sees(c, "b");
    List<CompletableFuture<byte[]>> held = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      held.add(a.request("b", 1, NOTHING, Duration.ofMillis(300)));
    }
    held.forEach(each -> assertThat(failure(each).cause()).isEqualTo(FailureCause.TIMED_OUT));
    MeshException busy = failure(a.request("b", 2, NOTHING));
    assertThat(busy.cause()).isEqualTo(FailureCause.BUSY);
    assertThat(busy.detail()).isEqualTo("it runs as many handlers as it may");
    assertThat(c.request("b", 2, NOTHING).get(30, TimeUnit.SECONDS)).isEmpty();
    release.countDown();
    await()
        .until(() -> a.request("b", 2, NOTHING).handle((value, failed) -> failed == null).join());
  }

  @Test
  void shouldTellThatTheExecutorTakesNoMore() throws Exception {
    Mesh a = start("a", OPTIONS.withRetryTimeout(Duration.ofMillis(100)));
    Mesh b =
        start(
            "b",
            OPTIONS.withHandlers(
                task -> {
                  throw new RejectedExecutionException();
                }));
    b.handle(1, Call::payload);
    sees(a, "b");
    assertThat(failure(a.request("b", 1, NOTHING)).cause()).isEqualTo(FailureCause.BUSY);
    assertThat(failure(a.send("b", 1, NOTHING)).cause()).isEqualTo(FailureCause.BUSY);
  }

  @Test
  void shouldNeitherHandleNorCallBackOnTheThreadOfTheSockets() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b");
    b.handle(1, call -> Codec.TEXT.encode(Thread.currentThread().toString()));
    sees(a, "b");
    CompletableFuture<String> on = new CompletableFuture<>();
    String handler =
        a.request("b", 1, NOTHING)
            .thenApply(
                answer -> {
                  on.complete(Thread.currentThread().getName());
                  return new String(answer, StandardCharsets.UTF_8);
                })
            .get(30, TimeUnit.SECONDS);
    assertThat(handler).doesNotContain("rollcall-mesh,");
    assertThat(on.get(30, TimeUnit.SECONDS)).isNotEqualTo("rollcall-mesh");
  }

  @Test
  void shouldRefuseASecondHandlerAndCommandsOutOfBound() throws Exception {
    Mesh a = start("a");
    a.handle(1, Call::payload);
    assertThatThrownBy(() -> a.handle(1, Call::payload))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("command 1 has a handler already");
    assertThatThrownBy(() -> a.handle(65_536, Call::payload))
        .hasMessage("command 65536 is not 0 to 65535");
    assertThatThrownBy(() -> a.request("b", -1, NOTHING))
        .hasMessage("command -1 is not 0 to 65535");
    assertThatThrownBy(() -> a.request("b", 1, NOTHING, Duration.ZERO))
        .hasMessage("timeout PT0S is not above zero");
  }

  @Test
  void shouldShowItsValuesAndStatusToAll() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b");
    b.setValue("map", "desert");
    b.setStatus(Status.TAKEN);
    await().until(() -> a.nodes().withStatus(Status.TAKEN).names().equals(List.of("b")));
    assertThat(a.nodes().find("b").orElseThrow().value("map")).contains("desert");
    assertThat(b.self().status()).isEqualTo(Status.TAKEN);
    assertThat(a.nodes().siblings().names()).containsExactly("b");
    assertThat(a.awaitVersion(1, LONG)).isTrue();
  }

  @Test
  void shouldTakeTheNextFreePort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MeshOptions there = OPTIONS.withBind("tcp://127.0.0.1:" + taken.getLocalPort());
      assertThatThrownBy(() -> start("a", there))
          .isInstanceOf(DiscoveryException.class)
          .hasMessageStartingWith("endpoint 'tcp://127.0.0.1:" + taken.getLocalPort() + "'");
      Mesh a = start("a", there.withPortScan(50));
      int port = Integer.parseInt(a.endpoint().orElseThrow().replaceFirst(".*:", ""));
      assertThat(port).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 50);
    }
  }

  @Test
  void shouldUseAClientThatIsThereAndLeaveItOpen() throws Exception {
    ClientWithSub client = opened(ClientWithSub.start(server.urlServer(), server.urlPubSub(), "a"));
    Mesh b = start("b");
    try (Mesh a = Mesh.start(client, OPTIONS)) {
      a.handle(1, Call::payload);
      assertThat(a.awaitReady(LONG)).isTrue();
      sees(b, "a");
      assertThat(b.request("a", 1, NOTHING).get(30, TimeUnit.SECONDS)).isEmpty();
      assertThatThrownBy(() -> Mesh.guest(client, "a|b", OPTIONS))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(client.isClosed()).isFalse();
    await().until(() -> b.nodes().find("a").orElseThrow().value("address.mesh").isEmpty());
  }

  @Test
  void shouldRunOnAnyMembership() throws Exception {
    try (ManualMembership membership = ManualMembership.start()) {
      membership.join("a", "b");
      Mesh a = opened(Mesh.start(membership, manual(membership, "a"), OPTIONS));
      Mesh b = opened(Mesh.start(membership, manual(membership, "b"), OPTIONS));
      b.handle(1, Call::payload);
      assertThat(a.request("b", 1, NOTHING).get(30, TimeUnit.SECONDS)).isEmpty();
      a.close();
      b.close();
    }
  }

  private static MeshMember manual(ManualMembership membership, String name) {
    return new MeshMember() {
      @Override
      public Member self() {
        return membership.roster().find(name).orElseThrow();
      }

      @Override
      public void update(Member self) {
        membership.update(self);
      }
    };
  }

  @Test
  void shouldFreeItsPortWhenItReturnsFromClose() throws Exception {
    Mesh a = start("a");
    Mesh b = start("b");
    b.handle(1, Call::payload);
    sees(a, "b");
    a.request("b", 1, NOTHING).get(30, TimeUnit.SECONDS);
    String endpoint = b.endpoint().orElseThrow();
    b.close();
    assertThat(b.isClosed()).isTrue();
    start("b", OPTIONS.withBind(endpoint)).handle(1, Call::payload);
    await()
        .until(() -> a.request("b", 1, NOTHING).handle((value, failed) -> failed == null).join());
  }
}
