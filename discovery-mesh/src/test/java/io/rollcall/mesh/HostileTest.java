package io.rollcall.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.mesh.wire.Identity;
import io.rollcall.mesh.wire.MeshCodec;
import io.rollcall.mesh.wire.MeshFrame;
import io.rollcall.mesh.wire.MeshFrame.Branch;
import io.rollcall.mesh.wire.MeshFrame.Failure;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Message;
import io.rollcall.mesh.wire.MeshFrame.Receipt;
import io.rollcall.mesh.wire.MeshFrame.Refused;
import io.rollcall.mesh.wire.MeshFrame.Reply;
import io.rollcall.mesh.wire.MeshFrame.Request;
import io.rollcall.mesh.wire.MeshFrame.Welcome;
import io.rollcall.mesh.wire.Report;
import io.rollcall.testkit.ManualMembership;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that break the rules, on raw sockets: what they do ends their own link at most. */
class HostileTest {
  private static final byte[] NOTHING = {};
  private static final MeshOptions OPTIONS =
      MeshOptions.defaults()
          .withBind("tcp://127.0.0.1:0")
          .withMostOctets(2000)
          .withConnectTimeout(Duration.ofMillis(100));
  private static final Identity STRANGER =
      new Identity("x", Optional.of(Incarnation.of(1, new UUID(3, 4))));

  private final ManualMembership membership = ManualMembership.start();
  private final AtomicInteger handled = new AtomicInteger();
  private Mesh a;
  private Mesh b;
  private ServerSocket listening;

  @BeforeEach
  void start() throws IOException {
    membership.join("a", "b");
    a = Mesh.start(membership, member("a"), OPTIONS);
    b = Mesh.start(membership, member("b"), OPTIONS);
    b.handle(1, Call::payload);
    b.handle(
        2,
        call -> {
          handled.incrementAndGet();
          return NOTHING;
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

  private Hello hello() {
    return new Hello(1, "", STRANGER, identity("b"), false);
  }

  private RawPeer welcomed() throws Exception {
    RawPeer peer = RawPeer.connect(b);
    peer.send(hello());
    assertThat(peer.next()).isEqualTo(new Welcome(1, identity("b"), 2000));
    return peer;
  }

  private static double metric(Mesh mesh, String name, String cause) {
    return mesh.metrics().stream()
        .filter(each -> each.name().equals(name))
        .filter(each -> each.tags().getOrDefault("cause", "").equals(cause))
        .mapToDouble(each -> each.value().getAsDouble())
        .sum();
  }

  private void assertServesOthers() throws Exception {
    assertThat(a.request("b", 1, new byte[5]).get(30, TimeUnit.SECONDS)).hasSize(5);
  }

  @Test
  void shouldServeAPeerThatSpeaksTheProtocol() throws Exception {
    try (RawPeer peer = welcomed()) {
      peer.send(new Request(1, 1, 3000, new byte[] {9}));
      assertThat(((Reply) peer.next()).payload()).containsExactly(9);
      peer.send(new MeshFrame.Ping(77));
      assertThat(peer.next()).isEqualTo(new MeshFrame.Pong(77));
      peer.send(new byte[] {0x7E, 1});
      peer.send(new Request(2, 4, 3000, NOTHING));
      assertThat(peer.next())
          .isEqualTo(new Failure(2, FailureCause.NO_HANDLER, "it has no handler for command 4"));
      assertThat(metric(b, "mesh.calls", "")).isEqualTo(1);
      assertThat(metric(b, "mesh.call.failures", "no_handler")).isEqualTo(1);
      assertThat(metric(b, "mesh.links", "")).isEqualTo(1);
    }
  }

  @Test
  void shouldHandleARepeatedMessageOnceAcrossConnections() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (RawPeer peer = welcomed()) {
        peer.send(new Message(1, 1, 2, NOTHING));
        assertThat(peer.next()).isEqualTo(new Receipt(1, 0));
      }
    }
    try (RawPeer peer = welcomed()) {
      peer.send(new Message(2, 2, 2, NOTHING));
      assertThat(peer.next()).isEqualTo(new Receipt(2, 0));
      // It has said that it would not repeat this one: nothing comes back.
      peer.send(new Message(1, 1, 2, NOTHING));
      peer.send(new MeshFrame.Ping(1));
      assertThat(peer.next()).isEqualTo(new MeshFrame.Pong(1));
    }
    await().until(() -> handled.get() == 2);
    assertThat(metric(b, "mesh.duplicates", "")).isEqualTo(3);
  }

  @Test
  void shouldRefuseForgedHellos() throws Exception {
    try (RawPeer peer = RawPeer.connect(b)) {
      peer.send(new Hello(1, "", STRANGER, identity("a"), false));
      assertThat(peer.next())
          .isEqualTo(new Refused(FailureCause.NO_SUCH_NODE, "this is node 'b', not 'a'"));
      peer.awaitEnd();
    }
    try (RawPeer peer = RawPeer.connect(b)) {
      peer.send(new Hello(1, "", new Identity("x", Optional.empty()), identity("b"), false));
      assertThat(((Refused) peer.next()).cause()).isEqualTo(FailureCause.MALFORMED);
      peer.awaitEnd();
    }
    assertServesOthers();
  }

  @Test
  void shouldEndALinkThatSaysWhatNobodyMay() throws Exception {
    for (MeshFrame frame :
        new MeshFrame[] {
          new Request(1, 1, 100, NOTHING), new Welcome(1, STRANGER, 5), new Reply(1, NOTHING)
        }) {
      try (RawPeer peer = RawPeer.connect(b)) {
        peer.send(frame);
        peer.awaitEnd();
      }
      try (RawPeer peer = welcomed()) {
        if (!(frame instanceof Request)) {
          peer.send(frame);
          peer.awaitEnd();
        }
      }
    }
    try (RawPeer peer = welcomed()) {
      peer.send(hello());
      peer.awaitEnd();
    }
    assertServesOthers();
  }

  @Test
  void shouldEndALinkOfFramesThatAreTruncatedOrTooLong() throws Exception {
    try (RawPeer peer = welcomed()) {
      peer.send(new byte[] {0x11, 0, 0});
      peer.awaitEnd();
    }
    try (RawPeer peer = welcomed()) {
      peer.send(NOTHING);
      peer.awaitEnd();
    }
    try (RawPeer peer = welcomed()) {
      peer.send(new Request(1, 1, 100, new byte[2001]));
      peer.awaitEnd();
    }
    try (RawPeer peer = welcomed()) {
      // A long frame that claims 2^62 octets.
      peer.sendRaw(new byte[] {2, 0x40, 0, 0, 0, 0, 0, 0, 0});
      peer.awaitEnd();
    }
    assertServesOthers();
  }

  @Test
  void shouldPassABranchOnAndBearBadOnes() throws Exception {
    UUID tree = new UUID(5, 5);
    try (RawPeer peer = welcomed()) {
      peer.send(new Branch(1, 3000, tree, "x", 2, 2, List.of("nobody"), NOTHING));
      assertThat(Report.decode(((Reply) peer.next()).payload()))
          .containsOnly(Map.entry("b", 0), Map.entry("nobody", FailureCause.NO_SUCH_NODE.number()));
      // The same by another way: it is told again, and handled no more.
      peer.send(new Branch(2, 3000, tree, "x", 2, 2, List.of(), NOTHING));
      assertThat(Report.decode(((Reply) peer.next()).payload())).containsOnly(Map.entry("b", 0));
      // No limit, no origin, and more names than the frame has.
      peer.send(new Branch(3, 3000, new UUID(6, 1), "x", 2, 0, List.of(), NOTHING));
      peer.send(new Branch(4, 3000, new UUID(6, 2), "", 2, 2, List.of(), NOTHING));
      peer.send(new MeshFrame.Ping(1));
      assertThat(peer.next()).isEqualTo(new MeshFrame.Pong(1));
      byte[] frame = MeshCodec.encode(new Branch(5, 3000, tree, "x", 2, 2, List.of("a"), NOTHING));
      frame[frame.length - 3] = 100;
      peer.send(frame);
      peer.awaitEnd();
    }
    await().until(() -> handled.get() == 1);
    assertServesOthers();
  }

  @Test
  void shouldIgnoreAReportThatCanNotBeRead() throws Exception {
    impersonate();
    CompletableFuture<Delivery> sent = a.sendMany(List.of("b", "a"), 1, NOTHING, 1);
    try (RawPeer peer = accepted()) {
      peer.send(new Welcome(1, identity("b"), 1000));
      Branch branch = (Branch) peer.next();
      assertThat(branch.rest()).containsExactly("a");
      peer.send(new Reply(branch.id(), new byte[] {0, 0, 0, 9}));
      assertThat(sent.get(30, TimeUnit.SECONDS).unreached())
          .containsOnly(
              Map.entry("a", FailureCause.NO_HANDLER), Map.entry("b", FailureCause.MALFORMED));
    }
  }

  @Test
  void shouldDropASecondRequestOfOneId() throws Exception {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    AtomicInteger begun = new AtomicInteger();
    b.handleAsync(
        3,
        call -> {
          begun.incrementAndGet();
          return answer;
        });
    try (RawPeer peer = welcomed()) {
      peer.send(new Request(1, 3, 60_000, NOTHING));
      peer.send(new Request(1, 3, 60_000, NOTHING));
      peer.send(new MeshFrame.Ping(1));
      assertThat(peer.next()).isEqualTo(new MeshFrame.Pong(1));
      answer.complete(new byte[] {5});
      assertThat(((Reply) peer.next()).payload()).containsExactly(5);
      peer.send(new MeshFrame.Ping(2));
      assertThat(peer.next()).isEqualTo(new MeshFrame.Pong(2));
      assertThat(begun).hasValue(1);
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
    Hello hello = (Hello) peer.next();
    assertThat(hello.self()).isEqualTo(identity("a"));
    assertThat(hello.target()).isEqualTo(identity("b"));
    return peer;
  }

  @Test
  void shouldIgnoreAnswersThatNobodyAskedFor() throws Exception {
    impersonate();
    CompletableFuture<byte[]> answer = a.request("b", 1, new byte[] {7}, Duration.ofSeconds(30));
    try (RawPeer peer = accepted()) {
      peer.send(new Welcome(1, identity("b"), 1000));
      Request request = (Request) peer.next();
      assertThat(request.payload()).containsExactly(7);
      assertThat(request.millis()).isBetween(20_000, 30_001);
      peer.send(new Reply(request.id() + 1, new byte[] {1}));
      peer.send(new Failure(request.id() + 2, FailureCause.BUSY, ""));
      peer.send(new Receipt(9, 0));
      peer.send(new byte[] {0x7E});
      peer.send(new Reply(request.id(), new byte[] {2}));
      peer.send(new Reply(request.id(), new byte[] {3}));
      assertThat(answer.get(30, TimeUnit.SECONDS)).containsExactly(2);
      await().until(() -> metric(a, "mesh.unexpected", "") == 5);
    }
  }

  private void assertFails(CompletableFuture<?> future, FailureCause cause, String detail) {
    assertThatThrownBy(() -> future.orTimeout(30, TimeUnit.SECONDS).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            MeshException.class,
            failed -> {
              assertThat(failed.cause()).isEqualTo(cause);
              assertThat(failed.detail()).contains(detail);
            });
  }

  @Test
  void shouldNotTalkToWhoIsSomebodyElse() throws Exception {
    impersonate();
    CompletableFuture<byte[]> restarted = a.request("b", 1, NOTHING);
    try (RawPeer peer = accepted()) {
      Identity other = new Identity("b", STRANGER.incarnation());
      peer.send(new Welcome(1, other, 1000));
      assertFails(restarted, FailureCause.RESTARTED, "node b of 1970-01-01");
      peer.awaitEnd();
    }
    CompletableFuture<byte[]> another = a.request("b", 1, NOTHING);
    try (RawPeer peer = accepted()) {
      peer.send(new Welcome(1, STRANGER, 1000));
      assertFails(another, FailureCause.NO_SUCH_NODE, "node x of 1970-01-01");
    }
    CompletableFuture<byte[]> early = a.request("b", 1, NOTHING);
    try (RawPeer peer = accepted()) {
      peer.send(new Reply(1, NOTHING));
      assertFails(early, FailureCause.UNREACHABLE, "a frame before WELCOME");
    }
  }

  @Test
  void shouldGiveUpWhoNeverAnswersAHello() throws Exception {
    impersonate();
    CompletableFuture<byte[]> answer = a.request("b", 1, NOTHING, Duration.ofSeconds(30));
    try (RawPeer peer = accepted()) {
      assertFails(answer, FailureCause.UNREACHABLE, "no handshake in PT0.2S");
      peer.awaitEnd();
    }
  }

  @Test
  void shouldTellThatAPortIsClosedOrNoNodes() throws Exception {
    listening.close();
    impersonate();
    assertFails(a.request("b", 1, NOTHING), FailureCause.UNREACHABLE, "Connection refused");
    Member member = membership.roster().find("b").orElseThrow();
    membership.update(member.withAttribute("address.mesh", ":malformed"));
    assertFails(
        a.request("b", 1, NOTHING),
        FailureCause.NO_SUCH_NODE,
        "the roster has no mesh address of it");
    assertThat(MeshCodec.VERSION).isEqualTo(1);
  }
}
