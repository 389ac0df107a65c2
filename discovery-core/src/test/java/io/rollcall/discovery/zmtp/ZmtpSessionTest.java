package io.rollcall.discovery.zmtp;

import static io.rollcall.discovery.zmtp.Side.ascii;
import static io.rollcall.discovery.zmtp.Side.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.net.Payload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZmtpSessionTest {
  private final Side dealer = new Side(SocketType.DEALER);
  private final Side router = new Side(SocketType.ROUTER);

  private void start() {
    dealer.session.start();
    router.session.start();
  }

  @Test
  void shouldExchangeMessages() throws ZmtpException {
    start();
    Side.talk(dealer, router);
    assertThat(dealer.session.isReady()).isTrue();
    assertThat(router.session.isReady()).isTrue();
    dealer.session.send(Outgoing.message(ascii("to the router")));
    router.session.send(Outgoing.message(ascii("and back")));
    Side.talk(dealer, router);
    assertThat(router.told).containsExactly("ready", "message to the router");
    assertThat(dealer.told).containsExactly("ready", "message and back");
  }

  @Test
  void shouldSendReadyAndWhatWaitedInOneWriteOnceThePeerHasGreeted() throws ZmtpException {
    start();
    dealer.session.send(Outgoing.message(ascii("one")));
    dealer.session.send(Outgoing.message(ascii("two")));
    assertThat(dealer.writes).hasSize(1);
    Side.talk(dealer, router);
    assertThat(dealer.writes).hasSize(2);
    assertThat(router.told).containsExactly("ready", "message one", "message two");
  }

  @Test
  void shouldTakeOctetsOneByOne() throws ZmtpException {
    start();
    dealer.session.send(Outgoing.message(new byte[300]));
    dealer.session.send(Outgoing.message(ascii("short")));
    byte[] greeting = router.written();
    dealer.hears(greeting, 0, greeting.length);
    byte[] said = dealer.written();
    for (int i = 0; i < said.length; i++) {
      router.hears(said, i, 1);
    }
    assertThat(router.told).hasSize(3).endsWith("message short");
  }

  @Test
  void shouldTakeEmptyMessagesAndTheLongest() throws ZmtpException {
    Side side = new Side(SocketType.ROUTER, 256);
    side.hears(LibzmqOctetsTest.GREETING + LibzmqOctetsTest.DEALER);
    side.hears("0000" + "020000000000000100" + "61".repeat(256));
    assertThat(side.told).containsExactly("ready", "message ", "message " + "a".repeat(256));
  }

  @Test
  void shouldHoldABoundedAmountBeforeTheGreeting() {
    assertThat(dealer.session.send(Outgoing.message(new byte[4_000]))).isTrue();
    assertThat(dealer.session.send(Outgoing.message(new byte[96]))).isTrue();
    assertThat(dealer.session.send(Outgoing.message(new byte[1]))).isFalse();
  }

  @Test
  void shouldSayThatAQueueIsFull() throws ZmtpException {
    start();
    Side.talk(dealer, router);
    dealer.full = true;
    assertThat(dealer.session.send(Outgoing.message(ascii("lost")))).isFalse();
  }

  @Test
  void shouldEncodeAMessageToManyOnce() {
    Outgoing message = Outgoing.message(new byte[1_000]);
    Payload first = message.plain(1);
    assertThat(message.plain(0)).isSameAs(first);
  }

  @Test
  void shouldDropMessagesOfSeveralFrames() throws ZmtpException {
    router.hears(LibzmqOctetsTest.GREETING + LibzmqOctetsTest.DEALER);
    router.hears("010161" + "010162" + "000163" + "000164");
    assertThat(router.told)
        .containsExactly("ready", "dropped a message of several frames", "message d");
  }

  @Test
  void shouldDropWhatASubscriberMayNotSay() throws ZmtpException {
    Side publisher = new Side(SocketType.XPUB);
    publisher.hears(LibzmqOctetsTest.GREETING + LibzmqOctetsTest.SUB + "000102" + "0000");
    assertThat(publisher.told)
        .containsExactly(
            "ready",
            "dropped a message that is no subscription",
            "dropped a message that is no subscription");
  }

  @Test
  void shouldDropASubscriptionToWhatDoesNotPublish() throws ZmtpException {
    router.hears(LibzmqOctetsTest.GREETING + LibzmqOctetsTest.DEALER);
    router.hears(LibzmqOctetsTest.SUBSCRIBE_ROLL);
    assertThat(router.told).containsExactly("ready", "dropped a subscription, to a ROUTER");
  }

  @Test
  void shouldDropCommandsThatItDoesNotKnow() throws ZmtpException {
    router.hears(LibzmqOctetsTest.GREETING + LibzmqOctetsTest.DEALER);
    router.hears("0406" + "054c41544552");
    assertThat(router.told).containsExactly("ready", "dropped a command that is not known");
  }

  @Test
  void shouldPing() throws ZmtpException {
    start();
    assertThat(dealer.session.ping(450)).as("during the handshake").isFalse();
    Side.talk(dealer, router);
    assertThat(dealer.session.ping(450)).isTrue();
    assertThat(dealer.written()).isEqualTo(octets("0407" + "0450494e47" + "01c2"));
  }

  @Test
  void shouldTellWhatAPingPromises() throws ZmtpException {
    start();
    Side.talk(dealer, router);
    dealer.session.ping(40_000);
    dealer.session.ping(0);
    Side.talk(dealer, router);
    assertThat(router.told).containsExactly("ready", "promised 40000", "promised 0");
  }

  @Test
  void shouldNotPingAPeerOfZmtp30() throws ZmtpException {
    dealer.hears(
        LibzmqOctetsTest.SIGNATURE + "0300" + LibzmqOctetsTest.REST_OF_GREETING.substring(4));
    dealer.hears(LibzmqOctetsTest.ROUTER);
    dealer.written();
    assertThat(dealer.session.ping(450)).isFalse();
    assertThat(dealer.written()).isEmpty();
  }

  @Test
  void shouldLearnWhyThePeerRefuses() {
    assertThatThrownBy(
            () -> dealer.hears(LibzmqOctetsTest.GREETING + "0409" + "054552524f52" + "026e6f"))
        .hasMessage("the peer refuses: no");
    assertThat(dealer.told).containsExactly("refused no");
  }

  @Test
  void shouldEndWhatBreaksTheRules() {
    fails("it does not speak ZMTP", "47");
    fails("it does not speak ZMTP", "ff000000000000000000");
    fails("it speaks ZMTP 2, older than 3", "ff00000000000000007f02");
    fails(
        "its mechanism is 'CURVE', not 'NULL'",
        "ff00000000000000007f0301" + "4355525645" + "00".repeat(47));
    String greeting = LibzmqOctetsTest.GREETING;
    fails("a message before the end of the handshake", greeting + "000161");
    fails("a command in place of READY", greeting + "0403" + "0248" + "49");
    fails("a command has no name", greeting + "0400");
    fails("a frame has flags 0x08", greeting + "0800");
    fails("a frame has flags 0x05", greeting + "0500");
    fails("a frame claims 18446744073709551615 octets", greeting + "06" + "ff".repeat(8));
    fails("a frame claims 32769 octets, more than 32,768", greeting + "060000000000008001");
    fails("a property of its metadata is malformed", greeting + "0408" + "055245414459" + "0061");
    fails(
        "a property's value has 5 octets, and 1 have come",
        greeting + "040d" + "055245414459" + "0161" + "00000005" + "62");
    fails("the peer is a 'SUB', which a ROUTER does not talk to", greeting + LibzmqOctetsTest.SUB);
    String ready = greeting + LibzmqOctetsTest.DEALER;
    fails(
        "a PING's time to live has 2 octets, and 1 have come",
        ready + "0406" + "0450494e47" + "00");
    fails(
        "a PING's context has 17 octets, more than 16",
        ready + "0418" + "0450494e47" + "0000" + "00".repeat(17));
    fails("the peer ends the connection: bye", ready + "040a" + "054552524f52" + "03627965");
  }

  private static void fails(String message, String hex) {
    assertThatThrownBy(() -> new Side(SocketType.ROUTER).hears(hex))
        .isInstanceOf(ZmtpException.class)
        .hasMessageStartingWith(message);
  }

  /** Many who begin a frame each must not use up all memory, each within its own limit. */
  @Test
  void shouldKeepUnfinishedFramesOfAllConnectionsWithinTheirRoom() throws Exception {
    OctetBudget budget = new OctetBudget(10_000);
    List<Side> all = new ArrayList<>();
    byte[] begun = Side.octets("020000000000006000" + "61".repeat(2_000));
    for (int i = 0; i < 3; i++) {
      Side side = new Side(SocketType.ROUTER, 1 << 15, budget);
      side.hears(LibzmqOctetsTest.GREETING).hears(LibzmqOctetsTest.DEALER);
      side.hears(begun, 0, begun.length);
      all.add(side);
    }
    assertThat(budget.taken()).isBetween(3_000L, 10_000L);
    Side more = new Side(SocketType.ROUTER, 1 << 15, budget);
    more.hears(LibzmqOctetsTest.GREETING).hears(LibzmqOctetsTest.DEALER);
    byte[] much = Side.octets("020000000000006000" + "61".repeat(20_000));
    assertThatThrownBy(() -> more.hears(much, 0, much.length))
        .isInstanceOf(ZmtpException.class)
        .hasMessage("no room for a frame of 24,576 octets, unfinished");
    byte[] rest = new byte[0x6000 - 2_000];
    all.get(0).hears(rest, 0, rest.length);
    assertThat(all.get(0).told).hasSize(2);
    all.forEach(side -> side.session.end());
    more.session.end();
    assertThat(budget.taken()).isZero();
  }

  /** A whole frame takes none of the budget, however large it is. */
  @Test
  void shouldTakeWholeFramesWhereThereIsNoRoom() throws Exception {
    Side side = new Side(SocketType.ROUTER, 1 << 15, new OctetBudget(0));
    side.hears(LibzmqOctetsTest.GREETING).hears(LibzmqOctetsTest.DEALER);
    side.hears("020000000000006000" + "61".repeat(0x6000));
    assertThat(side.told).hasSize(2);
  }

  @Test
  void shouldLetNobodyWriteIntoTheLog() {
    Side side = new Side(SocketType.ROUTER);
    String greeting = LibzmqOctetsTest.GREETING.replace("4e554c4c" + "00", "4e0a1b5b" + "00");
    assertThatThrownBy(() -> side.hears(greeting))
        .hasMessage("its mechanism is 'N\uFFFD\uFFFD[', not 'NULL'");
    Side told = new Side(SocketType.ROUTER);
    assertThatThrownBy(
            () -> told.hears(LibzmqOctetsTest.GREETING).hears("040a054552524f52030a1b41"))
        .hasMessage("the peer refuses: \uFFFD\uFFFDA");
    assertThat(told.told).containsExactly("refused \uFFFD\uFFFDA");
  }
}
