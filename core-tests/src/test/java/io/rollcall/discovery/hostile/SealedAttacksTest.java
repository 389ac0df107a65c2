package io.rollcall.discovery.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Limits;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Security;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import io.rollcall.discovery.TransportKind;
import io.rollcall.discovery.zmtp.SocketType;
import io.rollcall.discovery.zmtp.curve.SealedParts;
import io.rollcall.processes.OwnLoopback;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on a secured server of the engine; on JeroMQ they can't be stopped. A member stays. */
class SealedAttacksTest {
  private static final String ANY = OwnLoopback.ANY;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MORE = 1;
  private static final int HALF_OPEN = 5_000;

  /** A WELCOME with its header. */
  private static final int WELCOME = 170;

  /** How many connections of a flood stay open from each address. */
  private static final int STANDING = 400;

  @TempDir Path folder;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Options options;
  private Server server;
  private Client member;

  @BeforeEach
  void createKeys() {
    Keys.create(folder, "all");
    options =
        Options.defaults()
            .withTransport(TransportKind.ZMTP)
            .withPollTime(Duration.ofMillis(500))
            .withSecurity(
                Security.curve(folder.resolve("all.key_secret"), folder.resolve("all.key")));
  }

  private void start(Limits limits) throws InterruptedException {
    server = open(Server.start(ANY, ANY, options.withLimits(limits)));
    member = open(Client.start(server.urlServer(), Member.named("member"), options));
    assertThat(member.awaitJoined(PATIENCE)).isTrue();
  }

  private <T extends AutoCloseable> T open(T opened) {
    open.push(opened);
    return opened;
  }

  /** The member is still one, and newcomers get in. */
  @AfterEach
  void close() throws Exception {
    assertThat(server.roster().names()).contains("member");
    Client newcomer = open(Client.start(server.urlServer(), Member.named("newcomer"), options));
    Subscriber subscriber = open(Subscriber.start(server.urlPubSub(), options));
    assertThat(newcomer.awaitJoined(PATIENCE)).isTrue();
    assertThat(subscriber.awaitLive(PATIENCE)).isTrue();
    assertThat(member.clientState().phase()).isEqualTo(Phase.JOINED);
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private SealedPeer stranger(String url, SocketType type) throws Exception {
    return open(
        new SealedPeer(url, type, folder.resolve("all.key_secret"), folder.resolve("all.key")));
  }

  @Test
  void shouldCutOffAMessageWithoutEnd() throws Exception {
    start(Limits.defaults());
    assertCut(stranger(server.urlServer(), SocketType.DEALER).shake(), 2_000);
  }

  @Test
  void shouldCutOffASubscriptionWithoutEnd() throws Exception {
    start(Limits.defaults());
    assertCut(stranger(server.urlPubSub(), SocketType.SUB).shake(), 900);
  }

  private static void assertCut(SealedPeer stranger, int length) {
    SealedParts parts = new SealedParts(stranger.mechanism);
    boolean taken = true;
    for (int i = 0; taken && i < 100_000; i++) {
      taken = stranger.peer.send(Zmtp.message(parts.next(MORE, length)));
    }
    assertThat(taken && !stranger.peer.awaitCut()).as("still open").isFalse();
  }

  @Test
  void shouldTakeNoMoreHandshakesThanMayBeHalfOpenOnEitherPort() throws Exception {
    start(Limits.defaults().withHalfOpen(8));
    stranger(server.urlPubSub(), SocketType.SUB).sayHello();
    stranger(server.urlServer(), SocketType.DEALER).sayHello();
    assertNotGreeted(server.urlPubSub());
    assertNotGreeted(server.urlServer());
  }

  /**
   * A connection that is refused at once reads no greeting; one that is cut off later has read it.
   */
  private void assertNotGreeted(String url) throws Exception {
    RawPeer newcomer = open(RawPeer.connect(url));
    assertThatThrownBy(() -> newcomer.read(1)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  @Tag("long")
  void shouldEndAHandshakeThatTakesTooLongOnEitherPort() throws Exception {
    start(Limits.defaults());
    SealedPeer first = stranger(server.urlPubSub(), SocketType.SUB).sayHello();
    SealedPeer second = stranger(server.urlServer(), SocketType.DEALER).sayHello();
    assertThat(first.peer.awaitCut()).isTrue();
    assertThat(second.peer.awaitCut()).isTrue();
  }

  /** The server has answered each of their HELLOs, and none of them goes on. */
  @Test
  @Tag("long")
  void shouldBearFiveThousandHalfOpenHandshakes() throws Exception {
    start(Limits.defaults().withHalfOpen(4 * HALF_OPEN).withConnectionsPerAddress(2 * HALF_OPEN));
    byte[] hello = stranger(server.urlServer(), SocketType.DEALER).sayHello().said();
    for (int i = 0; i < HALF_OPEN; i++) {
      RawPeer each = open(RawPeer.connect(i % 2 == 0 ? server.urlServer() : server.urlPubSub()));
      each.send(hello);
      each.read(Zmtp.GREETING + WELCOME);
    }
  }

  @Test
  @Tag("long")
  void shouldLetNewcomersInBesideSixAddressesThatBeginHandshakesWithoutEnd() throws Exception {
    start(Limits.defaults());
    byte[] hello = stranger(server.urlServer(), SocketType.DEALER).sayHello().said();
    flood(peer -> peer.send(hello));
    for (int i = 0; i < 5; i++) {
      Client newcomer = open(Client.start(server.urlServer(), Member.named("new" + i), options));
      assertThat(newcomer.awaitJoined(Duration.ofSeconds(15))).as("newcomer %d", i).isTrue();
    }
  }

  /** Up to 10,000 in a second, as far as the machine makes so many. */
  @Test
  @Tag("long")
  void shouldBearAMinuteOfConnectionsWithoutEnd() throws Exception {
    start(Limits.defaults());
    AtomicInteger made = flood(peer -> {});
    Duration minute = Duration.ofMinutes(1);
    await().pollDelay(minute).atMost(minute.multipliedBy(2)).until(() -> made.get() > 10_000);
    assertThat(member.clientState().phase()).isEqualTo(Phase.JOINED);
  }

  /** From each of six addresses one connection after the other, until all is closed. */
  private AtomicInteger flood(Consumer<RawPeer> attack) {
    AtomicInteger made = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    for (int i = 1; i <= 6; i++) {
      String from = "127.0.1." + i;
      Thread thread = new Thread(() -> flood(from, attack, made, over), "flood " + from);
      thread.start();
      open.push(
          () -> {
            over.set(true);
            thread.join();
          });
    }
    return made;
  }

  /** At most so many stay open, so that descriptors are left. */
  private void flood(
      String from, Consumer<RawPeer> attack, AtomicInteger made, AtomicBoolean over) {
    Deque<RawPeer> standing = new ArrayDeque<>();
    while (!over.get()) {
      try {
        RawPeer next =
            RawPeer.connectFrom(
                from, made.incrementAndGet() % 2 == 0 ? server.urlServer() : server.urlPubSub());
        standing.add(next);
        attack.accept(next);
      } catch (UncheckedIOException refused) {
        // It comes again.
      }
      if (standing.size() > STANDING) {
        standing.remove().reset();
      }
    }
    standing.forEach(RawPeer::reset);
  }
}
