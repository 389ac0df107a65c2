package io.rollcall.jeromq;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import io.rollcall.discovery.TransportKind;
import io.rollcall.discovery.agent.ServerAgent;
import io.rollcall.discovery.agent.Transport.BoundAgent;
import io.rollcall.discovery.feed.LiveMembership;
import io.rollcall.processes.OwnLoopback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thread that owns sockets dies, the loop's own or one of ZeroMQ's: nobody sees an event. */
class SocketFailureTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * A server that was stopped for two pulses is another incarnation: no machine stops so long. Nor
   * does a round end, or the grace of a lost connection, before a busy machine is back.
   */
  private static final Options OPTIONS =
      Options.defaults()
          .withSurveyTime(PATIENCE)
          .withRecvDeadline(PATIENCE)
          .withLossGrace(PATIENCE)
          .withPollTime(ofMillis(200))
          .withPulse(Duration.ofSeconds(5))
          .withSettleTime(ofMillis(1500))
          .withTransport(TransportKind.JEROMQ);

  private final LiveMembership view = new LiveMembership(OPTIONS);
  private final AtomicInteger incarnations = new AtomicInteger();
  private final List<AutoCloseable> open = new ArrayList<>();
  private BoundAgent server;
  private Client member;
  private Subscriber subscriber;
  private FeedQueue<MembershipChange> seenByServer;
  private FeedQueue<MembershipChange> seenBySubscriber;

  @BeforeEach
  void startServerMemberAndSubscriber() throws Exception {
    server =
        new JeroMqTransport(Options.defaults())
            .server(
                OwnLoopback.ANY,
                OwnLoopback.ANY,
                port -> new ServerAgent("server", this::incarnation, OPTIONS, view, port))
            .running();
    open.add(server);
    member = open(Client.start(server.urlServer(), Member.named("member"), OPTIONS));
    subscriber = open(Subscriber.start(server.urlPubSub(), OPTIONS));
    assertThat(subscriber.awaitLive(PATIENCE)).isTrue();
    await().atMost(PATIENCE).until(() -> subscriber.roster().find("member").isPresent());
    await().atMost(PATIENCE).until(() -> view.state() == State.LIVE);
    seenByServer = view.changes().queue();
    seenBySubscriber = subscriber.changes().queue();
    assertThat(next(seenByServer).joined()).hasSize(1);
    assertThat(next(seenBySubscriber).joined()).hasSize(1);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void shouldStartAServerAnewWhenItsOwnThreadFails() throws Exception {
    shouldGoOnAfter(SocketFailureTest::failOwner, serverLoop());
    assertThat(incarnations).hasValue(2);
  }

  @Test
  void shouldStartAServerAnewWhenItsIoThreadDies() throws Exception {
    shouldGoOnAfter(new IoThreadKiller()::kill, serverLoop());
    assertThat(incarnations).hasValue(2);
  }

  @Test
  void shouldOpenTheSocketsOfClientsAndSubscribersAnewWhenTheirThreadFails() throws Exception {
    shouldGoOnAfter(SocketFailureTest::failOwner, clientsLoop());
  }

  @Test
  void shouldOpenTheSocketsOfClientsAndSubscribersAnewWhenTheirIoThreadDies() throws Exception {
    shouldGoOnAfter(new IoThreadKiller()::kill, clientsLoop());
  }

  /** Whoever waits for a goodbye that can't be said any more would wait for ever. */
  @Test
  void shouldCloseEvenWhileItsThreadFails() {
    SocketLoop loop = clientsLoop();
    loop.execute(
        now -> {
          throw new AssertionError("an Error on purpose");
        });
    member.close();
    subscriber.close();
    assertThat(seenBySubscriber.ended()).isTrue();
  }

  @Test
  void shouldCloseAServerWhileItsThreadFails() {
    failOwner(serverLoop());
    server.close();
    assertThat(seenByServer.ended()).isTrue();
  }

  /** Else what is left of it would be opened again with the others, and fail each time. */
  @Test
  void shouldLeaveNothingOfAnAgentThatCouldNotBeMade() throws Exception {
    shouldGoOnAfter(
        loop ->
            assertThatThrownBy(
                    () ->
                        new JeroMqTransport(Options.defaults())
                            .client(
                                server.urlServer(),
                                port -> {
                                  throw new AssertionError("an Error on purpose");
                                })
                            .running())
                .isInstanceOf(AssertionError.class)
                .hasMessage("an Error on purpose"),
        clientsLoop());
  }

  private void shouldGoOnAfter(Consumer<SocketLoop> blow, SocketLoop loop) throws Exception {
    ZmqContext before = contextOf(loop);
    blow.accept(loop);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(contextOf(loop)).isNotSameAs(before));

    try (Client late = Client.start(server.urlServer(), Member.named("late"), OPTIONS)) {
      assertThat(late.awaitJoined(PATIENCE)).isTrue();
      assertThat(names(next(seenByServer).joined())).containsExactly("late");
      assertThat(names(next(seenBySubscriber).joined())).containsExactly("late");
      await().atMost(PATIENCE).until(() -> view.state() == State.LIVE);
      await().atMost(PATIENCE).until(() -> subscriber.state() == State.LIVE);
      assertThat(view.roster().names()).containsExactly("late", "member");
      assertThat(subscriber.roster().names()).containsExactly("late", "member");
      assertThat(seenByServer).isEmpty();
      assertThat(seenBySubscriber).isEmpty();
    }
    await().atMost(PATIENCE).until(() -> threads("rollcall-closing") == 0);
    assertThat(threads("iothread")).as("contexts left behind").isEqualTo(2);
  }

  private static void failOwner(SocketLoop loop) {
    loop.execute(
        now -> {
          throw new AssertionError("an Error on purpose");
        });
  }

  /** The context that a loop has now, asked where it is used; null between two of them. */
  private static ZmqContext contextOf(SocketLoop loop) throws Exception {
    var context = new java.util.concurrent.CompletableFuture<ZmqContext>();
    loop.execute(now -> context.complete(loop.isOpen() ? loop.context() : null));
    return context.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private SocketLoop serverLoop() {
    return ((ServerRunner) server).loop;
  }

  private static SocketLoop clientsLoop() {
    SocketLoop loop = SharedLoop.acquire();
    SharedLoop.release();
    return loop;
  }

  private Incarnation incarnation() {
    incarnations.incrementAndGet();
    return Incarnation.of(System.currentTimeMillis(), UUID.randomUUID());
  }

  private <T extends AutoCloseable> T open(T handle) {
    open.add(handle);
    return handle;
  }

  private static MembershipChange next(FeedQueue<MembershipChange> queue)
      throws InterruptedException {
    MembershipChange change = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(change).as("a change").isNotNull();
    return change;
  }

  private static List<String> names(List<Member> members) {
    return members.stream().map(Member::name).toList();
  }

  private static long threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }
}
