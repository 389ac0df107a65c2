package io.rollcall.discovery.zmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.net.Payload;
import io.rollcall.discovery.zmtp.curve.Cookies;
import io.rollcall.discovery.zmtp.curve.CurveClient;
import io.rollcall.discovery.zmtp.curve.CurveKeys;
import io.rollcall.discovery.zmtp.curve.CurveServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveTest {
  private final Random random = new Random(1);
  private final CurveKeys serverKeys = CurveKeys.generate(random::nextBytes);
  private final CurveKeys clientKeys = CurveKeys.generate(random::nextBytes);
  private final Cookies cookies = new Cookies(random::nextBytes, 0);
  private long now;
  private Optional<String> refusal = Optional.empty();
  private byte[] asked = new byte[0];

  private CurveServer serverMechanism(SocketType type) {
    return new CurveServer(
        type,
        serverKeys,
        cookies,
        random::nextBytes,
        key -> {
          asked = key;
          return refusal;
        },
        () -> now);
  }

  private Side server() {
    return new Side(SocketType.ROUTER, serverMechanism(SocketType.ROUTER));
  }

  private Side client() {
    return client(serverKeys.publicKey());
  }

  private Side client(byte[] serverKey) {
    return new Side(
        SocketType.DEALER,
        new CurveClient(SocketType.DEALER, clientKeys, serverKey, random::nextBytes));
  }

  private static void talk(Side one, Side other) throws ZmtpException {
    one.session.start();
    other.session.start();
    Side.talk(one, other);
  }

  private static Outgoing message(String text) {
    return Outgoing.message(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Greetings, HELLO and WELCOME: what the client says next is its INITIATE. */
  private static void greetAndWelcome(Side client, Side server) throws ZmtpException {
    client.session.start();
    server.session.start();
    step(client, server);
    step(server, client);
    step(client, server);
    step(server, client);
  }

  /** One side says what it has to, and the other hears it. */
  private static byte[] step(Side from, Side to) throws ZmtpException {
    byte[] said = from.written();
    to.hears(said, 0, said.length);
    return said;
  }

  @Test
  void shouldTalkBothWays() throws Exception {
    Side server = server();
    Side client = client();
    client.session.send(message("early"));
    talk(client, server);
    server.session.send(message("welcome"));
    client.session.send(message(""));
    client.session.send(message("x".repeat(10_000)));
    Side.talk(client, server);
    assertThat(client.told).containsExactly("ready", "message welcome");
    assertThat(server.told)
        .containsExactly("ready", "message early", "message ", "message " + "x".repeat(10_000));
    assertThat(asked).isEqualTo(clientKeys.publicKey());
  }

  @Test
  void shouldSealNothingForWhichThereIsNoRoom() throws Exception {
    Side server = server();
    Side client = client();
    talk(client, server);
    server.session.send(message("one"));
    long sealed = number(server);
    server.full = true;
    assertThat(server.session.send(message("lost"))).isFalse();
    server.full = false;
    server.session.send(message("two"));
    assertThat(number(server)).isEqualTo(sealed + 1);
  }

  @Test
  @SuppressWarnings("ByteBufferBackingArray") // of their own
  void shouldGoOnWithAMessageOfWhichAPartIsWritten() throws Exception {
    Side server = server();
    Side client = client();
    talk(client, server);
    List<Payload> frames = new ArrayList<>();
    server.instead = frames::add;
    server.session.send(message("one"));
    server.session.send(message("two"));
    server.instead = null;
    byte[] one = frames.get(0).octets().array();
    frames.get(1).octets();
    client.hears(one, 0, 10);
    hears(client, frames.get(0).rest(10));
    byte[] two = frames.get(1).octets().array();
    client.hears(two, 0, two.length);
    assertThat(client.told).containsExactly("ready", "message one", "message two");
  }

  @Test
  @SuppressWarnings("ByteBufferBackingArray") // it wraps what was sealed
  void shouldGoOnWithALongMessageAsItWasSealed() throws Exception {
    Side server = server();
    Side client = client();
    talk(client, server);
    List<Payload> frames = new ArrayList<>();
    server.instead = frames::add;
    server.session.send(message("x".repeat(1_000)));
    server.instead = null;
    ByteBuffer begun = ByteBuffer.allocate(100);
    frames.get(0).put(begun);
    ByteBuffer rest = frames.get(0).rest(40);
    assertThat(frames.get(0).rest(40).array()).as("nothing is sealed again").isSameAs(rest.array());
    client.hears(begun.array(), 0, 40);
    hears(client, rest);
    assertThat(client.told).containsExactly("ready", "message " + "x".repeat(1_000));
  }

  private static void hears(Side side, ByteBuffer octets) throws Exception {
    byte[] all = new byte[octets.remaining()];
    octets.get(all);
    side.hears(all, 0, all.length);
  }

  /** Of the message that it has written last. */
  private static long number(Side side) {
    byte[] name = "MESSAGE".getBytes(StandardCharsets.US_ASCII);
    byte[] said = side.written();
    return ByteBuffer.wrap(said).getLong(3 + name.length);
  }

  @Test
  void shouldHideWhatItSays() throws Exception {
    Side server = server();
    Side client = client();
    talk(client, server);
    client.session.send(message("a secret"));
    String seen = new String(client.written(), StandardCharsets.ISO_8859_1);
    assertThat(seen).contains("MESSAGE").doesNotContain("secret");
  }

  @Test
  void shouldSendReadyAndWhatHasWaitedInOneWrite() throws Exception {
    Side server = server();
    Side client = client();
    server.session.send(message("first"));
    greetAndWelcome(client, server);
    server.writes.clear();
    step(client, server);
    assertThat(server.writes).hasSize(1);
    step(server, client);
    assertThat(client.told).containsExactly("ready", "message first");
  }

  @Test
  void shouldCarryCommandsAndSubscriptions() throws Exception {
    Side publisher = new Side(SocketType.XPUB, serverMechanism(SocketType.XPUB));
    Side subscriber =
        new Side(
            SocketType.SUB,
            new CurveClient(SocketType.SUB, clientKeys, serverKeys.publicKey(), random::nextBytes));
    subscriber.session.send(Outgoing.subscribe(Side.ascii("topic")));
    talk(subscriber, publisher);
    subscriber.session.ping(0);
    Side.talk(subscriber, publisher);
    assertThat(publisher.told).containsExactly("ready", "subscribed topic", "promised 0");
    assertThat(subscriber.told).containsExactly("ready");
  }

  @Test
  void shouldTellWhoIsNotLetInWhy() throws Exception {
    refusal = Optional.of("its key is not trusted");
    Side server = server();
    Side client = client();
    greetAndWelcome(client, server);
    assertThatThrownBy(() -> step(client, server))
        .isInstanceOf(ZmtpException.class)
        .hasMessage("the peer is not let in: its key is not trusted");
    assertThatThrownBy(() -> step(server, client)).isInstanceOf(ZmtpException.class);
    assertThat(client.told).containsExactly("refused its key is not trusted");
    assertThat(server.told).isEmpty();
  }

  /** Else a stranger's garbage would use up the pace of the others' handshakes, and memory. */
  @Test
  void shouldRefuseWhatIsNoStepBeforeItWaits() throws Exception {
    for (Command each :
        List.of(
            new Command("GARBAGE", new byte[30_000]),
            new Command("INITIATE", new byte[300]),
            new Command("HELLO", new byte[195]))) {
      Side server = greeted();
      byte[] said = Frame.of(Frame.COMMAND, each.toOctets()).array();
      assertThatThrownBy(() -> server.hears(said, 0, said.length))
          .as(each.name())
          .isInstanceOf(ZmtpException.class);
      assertThat(server.steps).isZero();
    }
  }

  @Test
  void shouldRefuseALongInitiateBeforeItWaits() throws Exception {
    Side server = server();
    Side client = client();
    greetAndWelcome(client, server);
    server.waits = true;
    server.steps = 0;
    byte[] said =
        Frame.of(Frame.COMMAND, new Command("INITIATE", new byte[1_000]).toOctets()).array();
    assertThatThrownBy(() -> server.hears(said, 0, said.length))
        .hasMessage("INITIATE with 1000 octets");
    assertThat(server.steps).isZero();
  }

  /** A server whose steps wait, and that has heard a client's greeting. */
  private Side greeted() throws ZmtpException {
    Side server = server();
    Side client = client();
    server.waits = true;
    server.session.start();
    client.session.start();
    step(client, server);
    return server;
  }

  @Test
  void shouldNotTalkToAServerOfAnotherKey() throws Exception {
    Side client = client(CurveKeys.generate(random::nextBytes).publicKey());
    assertThatThrownBy(() -> talk(client, server()))
        .isInstanceOf(ZmtpException.class)
        .hasMessage("a HELLO does not open");
  }

  @Test
  void shouldNotTalkToAPeerWithoutSecurity() {
    assertThatThrownBy(() -> talk(new Side(SocketType.DEALER), server()))
        .isInstanceOf(ZmtpException.class);
    assertThatThrownBy(() -> talk(client(), new Side(SocketType.ROUTER)))
        .isInstanceOf(ZmtpException.class);
  }

  @Test
  void shouldRefuseAMessageThatComesTwice() throws Exception {
    Side server = server();
    Side client = client();
    talk(client, server);
    client.session.send(message("once"));
    byte[] said = step(client, server);
    assertThatThrownBy(() -> server.hears(said, 0, said.length))
        .isInstanceOf(ZmtpException.class)
        .hasMessage("a MESSAGE with the number 3, after 3");
    assertThat(server.told).containsExactly("ready", "message once");
  }

  /** Else the server would seal other messages with the key and the nonces of that client. */
  @Test
  void shouldRefuseAHandshakeThatIsRepeatedOnAnotherConnection() throws Exception {
    Side server = server();
    Side client = client();
    client.session.start();
    server.session.start();
    byte[] greeting = step(client, server);
    step(server, client);
    byte[] hello = step(client, server);
    step(server, client);
    byte[] initiate = step(client, server);
    assertThat(server.told).containsExactly("ready");
    Side another = server();
    another.session.start();
    for (byte[] repeated : List.of(greeting, hello)) {
      another.hears(repeated, 0, repeated.length);
    }
    assertThatThrownBy(() -> another.hears(initiate, 0, initiate.length))
        .isInstanceOf(ZmtpException.class)
        .hasMessage("a cookie of another connection");
    assertThat(another.told).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNotSealed() throws Exception {
    Side server = server();
    Side client = client();
    talk(client, server);
    byte[] plain = Frame.of(0, Side.ascii("hello")).array();
    assertThatThrownBy(() -> server.hears(plain, 0, plain.length))
        .hasMessage("a frame that is no MESSAGE, where all are sealed");
  }

  /** Any octet of a handshake that is altered ends it, and nobody is let in. */
  @Test
  void shouldLetNobodyInWhoseHandshakeWasAltered() throws Exception {
    int length = clientOctets(-1);
    // Padding, the filler of the greeting and its minor version mean nothing.
    for (int at = 64; at < length; at += 3) {
      boolean isPadding = at >= 64 + 2 + 6 + 2 && at < 64 + 2 + 6 + 2 + 72;
      boolean isMinor = at == 64 + 2 + 6 + 1;
      if (!isPadding && !isMinor) {
        int altered = at;
        assertThatThrownBy(() -> clientOctets(altered))
            .as("octet %d of %d", at, length)
            .isInstanceOf(ZmtpException.class);
      }
    }
  }

  /** How many octets a client says until it is ready, of which one is altered. */
  private int clientOctets(int altered) throws ZmtpException {
    Side server = server();
    Side client = client();
    client.session.start();
    server.session.start();
    int said = 0;
    for (int turn = 0; turn < 3; turn++) {
      byte[] octets = client.written();
      if (altered >= said && altered < said + octets.length) {
        octets[altered - said] ^= 1;
      }
      said += octets.length;
      server.hears(octets, 0, octets.length);
      step(server, client);
    }
    if (!server.told.equals(List.of("ready"))) {
      throw new ZmtpException("not ready, as lengths were altered");
    }
    return said;
  }

  @Test
  void shouldTakeACookieThatIsNotTooOld() throws Exception {
    Side server = server();
    Side client = client();
    greetAndWelcome(client, server);
    now += Duration.ofSeconds(31).toNanos();
    cookiesMove();
    step(client, server);
    assertThat(server.told).containsExactly("ready");
  }

  @Test
  void shouldRefuseACookieOfMoreThanAMinute() throws Exception {
    Side server = server();
    Side client = client();
    greetAndWelcome(client, server);
    now += Duration.ofSeconds(31).toNanos();
    cookiesMove();
    now += Duration.ofSeconds(31).toNanos();
    cookiesMove();
    assertThatThrownBy(() -> step(client, server)).hasMessage("a cookie does not open");
  }

  /** Another handshake makes the server look at the clock. */
  private void cookiesMove() throws ZmtpException {
    talk(client(), server());
  }

  @Test
  void shouldTakeAStepThatHadToWaitOnceItMay() throws Exception {
    Side server = server();
    Side client = client();
    server.waits = true;
    client.session.start();
    server.session.start();
    step(client, server);
    step(server, client);
    for (int i = 0; i < 2; i++) {
      step(client, server);
      assertThat(server.written()).isEmpty();
      server.session.proceed();
      step(server, client);
    }
    assertThat(client.told).containsExactly("ready");
    assertThat(server.told).containsExactly("ready");
    server.session.proceed();
    assertThat(server.written()).isEmpty();
  }

  @Test
  void shouldCutOffWhoSaysMoreThanTheStepThatWaits() throws Exception {
    Side server = server();
    Side client = client();
    server.waits = true;
    client.session.start();
    server.session.start();
    step(client, server);
    step(server, client);
    byte[] hello = client.written();
    byte[] more = Arrays.copyOf(hello, hello.length + 1);
    assertThatThrownBy(() -> server.hears(more, 0, more.length))
        .isInstanceOf(ZmtpException.class)
        .hasMessage("it sends more before it is answered");
  }

  @Test
  void shouldSayNothingToAServerWhoseKeyIsDegenerate() {
    Side client = client(new byte[CurveKeys.LENGTH]);
    assertThatThrownBy(() -> talk(client, server()))
        .isInstanceOf(ZmtpException.class)
        .hasMessage("a public key is degenerate");
  }

  @Test
  void shouldTakeOctetsHoweverTheyCome() throws Exception {
    Side server = server();
    Side client = client();
    client.session.start();
    server.session.start();
    client.session.send(message("hello"));
    while (true) {
      byte[] from = client.written();
      byte[] back = server.written();
      if (from.length + back.length == 0) {
        break;
      }
      for (byte each : from) {
        server.hears(new byte[] {each}, 0, 1);
      }
      for (byte each : back) {
        client.hears(new byte[] {each}, 0, 1);
      }
    }
    assertThat(server.told).containsExactly("ready", "message hello");
    assertThat(Arrays.copyOf(asked, 4)).isEqualTo(Arrays.copyOf(clientKeys.publicKey(), 4));
  }
}
