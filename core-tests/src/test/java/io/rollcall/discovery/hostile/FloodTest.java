package io.rollcall.discovery.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.MembershipChange;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection on which more comes than anybody has to say is cut off; 200 members stay. */
class FloodTest {
  private static final int AT_ONCE = 1_000;

  /** 200,000 frames; a server that kept them would not live. */
  private static final int BATCHES = 200;

  private Crowd crowd;

  @BeforeEach
  void gather() {
    // What is too much must be less than a busy machine reads.
    crowd = new Crowd(Duration.ofSeconds(1));
  }

  @AfterEach
  void disperse() {
    try (Crowd all = crowd) {
      assertThat(all.server.roster().names()).containsAll(all.names());
      assertThat(all.subscriber.roster().names()).containsAll(all.names());
    }
  }

  @Test
  void shouldCutOffAMessageWithoutEndOnTheRouter() {
    assertCut("DEALER", crowd.server.urlServer(), i -> Zmtp.frame(Zmtp.MORE, new byte[2_000]));
  }

  @Test
  void shouldCutOffASubscriptionWithoutEnd() {
    assertCut("SUB", crowd.server.urlPubSub(), i -> Zmtp.frame(Zmtp.MORE, new byte[900]));
  }

  @Test
  void shouldCutOffWhoSubscribesToAMillionTopics() {
    assertCut(
        "SUB",
        crowd.server.urlPubSub(),
        i ->
            Zmtp.message(ByteBuffer.allocate(900).put((byte) 1).putInt(i).put((byte) 'x').array()));
  }

  @Test
  void shouldCutOffWhoSaysOneThingAgainAndAgain() {
    byte[] answer;
    try (RawMember stranger = new RawMember(crowd.server.urlServer(), "stranger")) {
      answer = Zmtp.message(stranger.answer(1));
    }
    assertCut("DEALER", crowd.server.urlServer(), i -> answer);
  }

  /** Else it could say too much in another one's name. */
  @Test
  void shouldNotLetAPeerSayWhatItsAddressIs() {
    try (RawMember other = new RawMember(crowd.server.urlServer(), "other").join();
        RawPeer liar = RawPeer.connect(crowd.server.urlServer())) {
      crowd.nextIs("other", MembershipChange::joined);
      byte[] ready =
          Zmtp.command(
              "READY",
              Zmtp.join(
                  Zmtp.property("Socket-Type", Zmtp.ascii("DEALER")),
                  Zmtp.property("Peer-Address", Zmtp.ascii(other.peer.address()))));
      liar.send(Zmtp.greeting(), ready);
      byte[] answer = Zmtp.message(other.answer(1));
      assertCut(liar, i -> answer);
      other.stay(3);
      other.leave();
    }
    crowd.nextIs("other", MembershipChange::left);
  }

  private static void assertCut(String socketType, String url, IntFunction<byte[]> frame) {
    try (RawPeer flood = RawPeer.connect(url).shake(socketType)) {
      assertCut(flood, frame);
    }
  }

  private static void assertCut(RawPeer flood, IntFunction<byte[]> frame) {
    boolean open = true;
    for (int batch = 0; open && batch < BATCHES; batch++) {
      byte[][] frames = new byte[AT_ONCE][];
      for (int i = 0; i < AT_ONCE; i++) {
        frames[i] = frame.apply(batch * AT_ONCE + i);
      }
      open = flood.send(frames);
    }
    assertThat(open && !flood.awaitCut()).as("still open").isFalse();
  }
}
