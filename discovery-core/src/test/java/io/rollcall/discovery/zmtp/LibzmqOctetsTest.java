package io.rollcall.discovery.zmtp;

import static io.rollcall.discovery.zmtp.Side.ascii;
import static io.rollcall.discovery.zmtp.Side.octets;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Octets that libzmq 4.3.4 sent to a plain TCP socket, by pyzmq 24. It says the first ten octets of
 * its greeting at once, the rest when it has the peer's, and READY with that.
 */
class LibzmqOctetsTest {
  static final String SIGNATURE = "ff00000000000000017f";

  /** Version 3.1, mechanism NULL, no server, filler. */
  static final String REST_OF_GREETING = "0301" + "4e554c4c" + "00".repeat(48);

  static final String GREETING = SIGNATURE + REST_OF_GREETING;

  static final String DEALER =
      "0429055245414459"
          + "0b536f636b65742d54797065000000064445414c4552"
          + "084964656e7469747900000000";
  static final String ROUTER =
      "0429055245414459"
          + "0b536f636b65742d5479706500000006524f55544552"
          + "084964656e7469747900000000";
  static final String SUB = "0419055245414459" + "0b536f636b65742d5479706500000003535542";
  static final String XPUB = "041a055245414459" + "0b536f636b65742d547970650000000458505542";

  /** To a peer of 3.1, and to one of 3.0. */
  static final String SUBSCRIBE_ROLL = "040e09535542534352494245524f4c4c";

  static final String SUBSCRIBE_ROLL_3_0 = "000501524f4c4c";
  static final String CANCEL_SNAP = "040b0643414e43454c534e4150";
  static final String CANCEL_SNAP_3_0 = "000500534e4150";
  static final String HELLO = "000568656c6c6f";
  static final String PING = "04090450494e470064" + "6162";
  static final String PONG = "040704504f4e47" + "6162";

  @Test
  void shouldSayWhatLibzmqSays() throws ZmtpException {
    assertThat(said(SocketType.DEALER)).isEqualTo(octets(DEALER));
    assertThat(said(SocketType.ROUTER)).isEqualTo(octets(ROUTER));
    assertThat(said(SocketType.SUB)).isEqualTo(octets(SUB));
    assertThat(said(SocketType.XPUB)).isEqualTo(octets(XPUB));
  }

  @Test
  void shouldSayItsGreetingAtOnce() {
    Side side = new Side(SocketType.DEALER);
    side.session.start();
    // Padding is whatever one likes: libzmq has an old length there.
    assertThat(side.written()).isEqualTo(octets("ff00000000000000007f" + REST_OF_GREETING));
  }

  @Test
  void shouldTakeWhatADealerSays() throws ZmtpException {
    Side router = new Side(SocketType.ROUTER);
    router.hears(SIGNATURE).hears(REST_OF_GREETING + DEALER).hears(HELLO).hears(PING);
    assertThat(router.told).containsExactly("ready", "message hello", "promised 100");
    assertThat(router.written()).isEqualTo(octets(ROUTER + PONG));
  }

  @Test
  void shouldTakeSubscriptionsOfBothVersions() throws ZmtpException {
    Side publisher = new Side(SocketType.XPUB);
    publisher.hears(GREETING + SUB + SUBSCRIBE_ROLL + CANCEL_SNAP);
    publisher.hears(SUBSCRIBE_ROLL_3_0 + CANCEL_SNAP_3_0);
    assertThat(publisher.told)
        .containsExactly(
            "ready", "subscribed ROLL", "cancelled SNAP", "subscribed ROLL", "cancelled SNAP");
  }

  @Test
  void shouldSubscribeAsThePeerUnderstands() throws ZmtpException {
    assertThat(subscribed(GREETING)).isEqualTo(octets(SUB + SUBSCRIBE_ROLL + CANCEL_SNAP));
    String older = SIGNATURE + "0300" + REST_OF_GREETING.substring(4);
    assertThat(subscribed(older)).isEqualTo(octets(SUB + SUBSCRIBE_ROLL_3_0 + CANCEL_SNAP_3_0));
  }

  private static byte[] subscribed(String greeting) throws ZmtpException {
    Side side = new Side(SocketType.SUB);
    side.session.send(Outgoing.subscribe(ascii("ROLL")));
    side.session.send(Outgoing.cancel(ascii("SNAP")));
    return side.hears(greeting).written();
  }

  private static byte[] said(SocketType type) throws ZmtpException {
    return new Side(type).hears(GREETING).written();
  }
}
