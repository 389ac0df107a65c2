package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Begin;
import io.rollcall.mesh.wire.MeshFrame.Cancel;
import io.rollcall.mesh.wire.MeshFrame.Credit;
import io.rollcall.mesh.wire.MeshFrame.Demand;
import io.rollcall.mesh.wire.MeshFrame.End;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Item;
import io.rollcall.mesh.wire.MeshFrame.Note;
import io.rollcall.mesh.wire.MeshFrame.Open;
import io.rollcall.mesh.wire.MeshFrame.Part;
import io.rollcall.mesh.wire.MeshFrame.Ping;
import io.rollcall.mesh.wire.MeshFrame.Pong;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import io.rollcall.mesh.wire.MeshFrame.Request;
import io.rollcall.mesh.wire.MeshFrame.Welcome;
import io.rollcall.testkit.ManualMembership;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers of version 2 that break the rules of parts, credit and streams, on raw sockets. */
class HostileFlowTest {
  private static final byte[] NOTHING = {};
  private static final int MOST = 200_000;
  private static final int CONCURRENCY = 4;
  private static final MeshOptions OPTIONS =
      MeshOptions.defaults()
          .withBind("tcp://127.0.0.1:0")
          .withMostOctets(MOST)
          .withQueueOctets(1 << 20)
          .withConcurrency(CONCURRENCY);
  private static final Identity STRANGER =
      new Identity("x", Optional.of(Incarnation.of(1, new UUID(3, 4))));

  private final ManualMembership membership = ManualMembership.start();
  private final List<CompletableFuture<byte[]>> begun = new ArrayList<>();
  private Mesh a;
  private Mesh b;
  private ServerSocket listening;

  @BeforeEach
  void start() throws IOException {
    membership.join("a", "b");
    a = Mesh.start(membership, member("a"), OPTIONS);
    b = Mesh.start(membership, member("b"), OPTIONS);
    b.handle(1, Call::payload);
    b.handleAsync(
        2,
        call -> {
          CompletableFuture<byte[]> answer = new CompletableFuture<>();
          synchronized (begun) {
            begun.add(answer);
          }
          return answer;
        });
    b.handleStream(
        3,
        (call, sink) -> {
          for (int i = 0; i < 1000; i++) {
            sink.emit(new byte[] {(byte) i});
          }
          sink.complete();
        });
    listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws Exception {
    a.close();
    b.close();
    membership.close();
    listening.close();
  }

  private MeshMember member(String name) {
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

  private Identity identity(String name) {
    return Identity.of(membership.roster().find(name).orElseThrow());
  }

  private RawPeer welcomed() throws Exception {
    RawPeer peer = RawPeer.connect(b);
    peer.send(new Hello(2, "", STRANGER, identity("b"), false));
    assertThat(peer.next()).isEqualTo(new Welcome(2, identity("b"), MOST));
    Credit credit = (Credit) peer.next();
    assertThat(credit.requests()).isEqualTo(CONCURRENCY);
    return peer;
  }

  /** The next frame that is no word of credit. */
  private static MeshFrame answer(RawPeer peer) throws Exception {
    MeshFrame next = peer.next();
    while (next instanceof Credit) {
      next = peer.next();
    }
    return next;
  }

  private static double kept(Mesh mesh) {
    return mesh.metrics().stream()
        .filter(each -> each.name().equals("mesh.kept.octets"))
        .mapToDouble(each -> each.value().getAsDouble())
        .sum();
  }

  private void assertServesOthers() throws Exception {
    assertThat(a.request("b", 1, new byte[100_000]).get(30, TimeUnit.SECONDS)).hasSize(100_000);
  }

  private static Begin begin(long transfer, long call, MeshFrame frame, int octets) {
    byte[] whole = MeshCodec.encode(frame);
    return new Begin(transfer, call, whole.length, Arrays.copyOf(whole, octets));
  }

  private static Part rest(long transfer, MeshFrame frame, int from) {
    byte[] whole = MeshCodec.encode(frame);
    return new Part(transfer, Arrays.copyOfRange(whole, from, whole.length));
  }

  @Test
  void shouldPutPartsTogetherWithOtherFramesBetweenThem() throws Exception {
    try (RawPeer peer = welcomed()) {
      Request one = new Request(1, 1, 3000, new byte[1000]);
      Request other = new Request(2, 1, 3000, new byte[2000]);
      peer.send(begin(1, 1, one, 5));
      peer.send(begin(2, 2, other, 900));
      peer.send(new Request(3, 1, 3000, new byte[3]));
      assertThat(((Reply) answer(peer)).payload()).hasSize(3);
      peer.send(rest(2, other, 900));
      assertThat(((Reply) answer(peer)).payload()).hasSize(2000);
      peer.send(rest(1, one, 5));
      assertThat(((Reply) answer(peer)).payload()).hasSize(1000);
      await().until(() -> kept(b) == 0);
    }
  }

  @Test
  void shouldEndALinkWhosePartsBreakTheRules() throws Exception {
    Request request = new Request(1, 1, 3000, new byte[1000]);
    Begin good = begin(5, 1, request, 100);
    for (MeshFrame bad :
        List.of(
            begin(5, 2, request, 100),
            begin(4, 2, request, 100),
            new Begin(6, 2, Integer.MAX_VALUE, new byte[10]),
            new Part(5, new byte[2000]),
            new Part(5, NOTHING),
            new Part(9, new byte[1]),
            new Begin(6, 2, 5, new byte[] {0x7E, 1, 2, 3, 4}))) {
      try (RawPeer peer = welcomed()) {
        peer.send(good);
        peer.send(bad);
        peer.awaitEnd();
      }
      await().until(() -> kept(b) == 0);
    }
    // No call in parts before WELCOME, and none that has too long a payload.
    try (RawPeer peer = RawPeer.connect(b)) {
      peer.send(good);
      peer.awaitEnd();
    }
    try (RawPeer peer = welcomed()) {
      Request tooLong = new Request(1, 1, 3000, new byte[MOST + 1]);
      peer.send(begin(1, 1, tooLong, 60_000));
      for (int from = 60_000; from < MOST; from += 60_000) {
        byte[] whole = MeshCodec.encode(tooLong);
        peer.send(
            new Part(1, Arrays.copyOfRange(whole, from, Math.min(whole.length, from + 60_000))));
      }
      peer.awaitEnd();
    }
    assertServesOthers();
  }

  @Test
  void shouldKeepNothingOfWhatIsNeverFinishedOnceItIsCancelledOrGone() throws Exception {
    Request request = new Request(1, 1, 3000, new byte[100_000]);
    try (RawPeer peer = welcomed()) {
      for (int i = 1; i <= 3; i++) {
        peer.send(begin(i, i, request, 60_000));
      }
      await().until(() -> kept(b) == 180_000);
      peer.send(new Cancel(1));
      peer.send(new MeshFrame.Abort(2));
      await().until(() -> kept(b) == 60_000);
      peer.send(rest(1, request, 60_000));
      peer.send(new Ping(1));
      assertThat(answer(peer)).isEqualTo(new Pong(1));
      assertThat(kept(b)).isEqualTo(60_000);
    }
    await().until(() -> kept(b) == 0);
    assertServesOthers();
  }

  @Test
  void shouldEndALinkThatIgnoresItsCredit() throws Exception {
    try (RawPeer peer = welcomed()) {
      for (int i = 1; i <= CONCURRENCY + 1; i++) {
        peer.send(new Request(i, 2, 30_000, NOTHING));
      }
      peer.awaitEnd();
    }
    try (RawPeer peer = welcomed()) {
      for (int i = 1; i <= CONCURRENCY + 1; i++) {
        peer.send(begin(i, i, new Request(i, 2, 30_000, new byte[100]), 50));
      }
      peer.awaitEnd();
    }
    // A flood of what nobody answers.
    try (RawPeer peer = welcomed()) {
      b.handleAsync(9, call -> new CompletableFuture<>());
      for (int i = 1; i <= CONCURRENCY + 1; i++) {
        peer.send(new Note(9, new byte[10]));
      }
      peer.awaitEnd();
    }
    assertServesOthers();
  }

  @Test
  void shouldTellTheCreditAgainBehindAPong() throws Exception {
    try (RawPeer peer = welcomed()) {
      for (int i = 1; i <= 2; i++) {
        peer.send(new Request(i, 1, 3000, NOTHING));
      }
      peer.send(new Ping(7));
      for (int i = 0; i < 2; i++) {
        while (!(peer.next() instanceof Reply)) {
          // Words of credit, and the PONG.
        }
      }
      peer.send(new Ping(8));
      while (!peer.next().equals(new Pong(8))) {
        // As above.
      }
      assertThat(((Credit) peer.next()).requests()).isEqualTo(CONCURRENCY + 2);
    }
  }

  @Test
  void shouldAnswerBusyToWhoKnowsNoCredit() throws Exception {
    try (RawPeer peer = RawPeer.connect(b)) {
      peer.send(new Hello(1, "", STRANGER, identity("b"), false));
      peer.next();
      for (int i = 1; i <= CONCURRENCY + 1; i++) {
        peer.send(new Request(i, 2, 30_000, NOTHING));
      }
      assertThat(((Failure) peer.next()).cause()).isEqualTo(FailureCause.BUSY);
    }
  }

  @Test
  void shouldSendAStreamAsFarAsItIsAskedFor() throws Exception {
    try (RawPeer peer = welcomed()) {
      peer.send(new Open(1, 3, 30_000, NOTHING));
      peer.send(new Demand(99, 1, 1));
      peer.send(new Demand(1, 2, 1000));
      peer.send(new Demand(1, 1, 10));
      assertThat(((Item) answer(peer)).payload()).containsExactly(0);
      assertThat(((Item) answer(peer)).payload()).containsExactly(1);
      peer.send(new Ping(1));
      assertThat(answer(peer)).isEqualTo(new Pong(1));
      peer.send(new Demand(1, 5, 5));
      for (int i = 2; i < 5; i++) {
        assertThat(((Item) answer(peer)).payload()).containsExactly(i);
      }
      peer.send(new Cancel(1));
      peer.send(new Open(2, 3, 30_000, NOTHING));
      peer.send(new Demand(2, Long.MAX_VALUE, Long.MAX_VALUE));
      int items = 0;
      MeshFrame next = answer(peer);
      while (!next.equals(new End(2))) {
        items += ((Item) next).id() == 2 ? 1 : 0;
        next = answer(peer);
      }
      assertThat(items).isEqualTo(1000);
    }
  }

  /** A raw listener takes the place of a node. */
  private void impersonate() {
    Member member = membership.roster().find("b").orElseThrow();
    membership.update(
        member.withAttribute("address.mesh", "127.0.0.1:" + listening.getLocalPort()));
  }

  private RawPeer accepted() throws Exception {
    RawPeer peer = new RawPeer(listening.accept(), SocketType.ROUTER).greeted();
    assertThat(((Hello) peer.next()).version()).isEqualTo(2);
    peer.send(new Welcome(2, identity("b"), MOST));
    return peer;
  }

  private static FailureCause cause(CompletableFuture<?> future) throws Exception {
    return future
        .handle((value, failed) -> ((MeshException) failed).cause())
        .get(30, TimeUnit.SECONDS);
  }

  @Test
  void shouldWaitForCreditThatNeverComesNoLongerThanTheDeadline() throws Exception {
    impersonate();
    CompletableFuture<byte[]> waits = a.request("b", 1, NOTHING, Duration.ofMillis(500));
    try (RawPeer peer = accepted()) {
      assertThat(cause(waits)).isEqualTo(FailureCause.BUSY);
      CompletableFuture<byte[]> sent = a.request("b", 1, new byte[] {5}, Duration.ofSeconds(30));
      peer.send(new Credit(1, 10_000));
      Request request = (Request) answerNoPing(peer);
      assertThat(request.payload()).containsExactly(5);
      peer.send(new Reply(request.id(), NOTHING));
      assertThat(sent.get(30, TimeUnit.SECONDS)).isEmpty();
    }
  }

  private static MeshFrame answerNoPing(RawPeer peer) throws Exception {
    MeshFrame next = peer.next();
    while (next instanceof Ping) {
      next = peer.next();
    }
    return next;
  }

  @Test
  void shouldGiveUpAStreamThatSendsUnasked() throws Exception {
    impersonate();
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    List<byte[]> items = new ArrayList<>();
    a.requestStream("b", 3, NOTHING, Duration.ofSeconds(30))
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(2);
              }

              @Override
              public void onNext(byte[] item) {
                items.add(item);
              }

              @Override
              public void onError(Throwable thrown) {
                failed.complete(thrown);
              }

              @Override
              public void onComplete() {}
            });
    try (RawPeer peer = accepted()) {
      peer.send(new Credit(10, 1_000_000));
      Open open = (Open) answerNoPing(peer);
      assertThat(((Demand) answerNoPing(peer)).items()).isEqualTo(2);
      for (int i = 0; i < 3; i++) {
        peer.send(new Item(open.id(), NOTHING));
      }
      assertThat(((MeshException) failed.get(30, TimeUnit.SECONDS)).cause())
          .isEqualTo(FailureCause.MALFORMED);
      assertThat(items).hasSizeLessThanOrEqualTo(2);
      assertThat(answerNoPing(peer)).isEqualTo(new Cancel(open.id()));
      peer.send(new Item(open.id(), NOTHING));
      peer.send(new End(open.id()));
    }
  }

  @Test
  void shouldPassOverAnAnswerInPartsThatNobodyWaitsFor() throws Exception {
    impersonate();
    CompletableFuture<byte[]> sent = a.request("b", 1, NOTHING, Duration.ofSeconds(30));
    try (RawPeer peer = accepted()) {
      peer.send(new Credit(10, 1_000_000));
      Request request = (Request) answerNoPing(peer);
      Reply nobodys = new Reply(request.id() + 5, new byte[100]);
      peer.send(begin(1, request.id() + 5, nobodys, 50));
      peer.send(rest(1, nobodys, 50));
      Reply reply = new Reply(request.id(), new byte[100]);
      peer.send(begin(2, request.id(), reply, 50));
      peer.send(rest(2, reply, 50));
      assertThat(sent.get(30, TimeUnit.SECONDS)).hasSize(100);
      await().until(() -> kept(a) == 0);
    }
  }
}
