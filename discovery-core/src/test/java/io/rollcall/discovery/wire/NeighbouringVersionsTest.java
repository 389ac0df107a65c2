package io.rollcall.discovery.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Newer;
import io.rollcall.discovery.wire.Message.Pulse;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this version makes of what the next one says, by the golden vectors. */
class NeighbouringVersionsTest {
  private static final int NEXT = Codec.VERSION + 1;
  private static final int NEW_KIND = 0x06;
  private static final Incarnation CLIENT =
      Incarnation.of(1_700_000_000_000L, UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
  private static final Incarnation SERVER =
      Incarnation.of(1_700_000_001_000L, UUID.fromString("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"));

  @Test
  void shouldReadWhatItKnowsAndIgnoreAFieldThatWasAdded() throws Exception {
    assertThat(Codec.decode(vector("HELLO"), 0))
        .isEqualTo(
            new Hello(
                "blue",
                new Session(CLIENT, 1),
                0,
                Member.named("client1").withType("worker").withAttribute("zone", "eu-1")));
    assertThat(Codec.decode(vector("PULSE"), Topic.ROLL.length()))
        .isEqualTo(new Pulse(new Standing(SERVER, "blue", 3, true, 1_000)));
  }

  @Test
  void shouldTellAKindThatWasAddedFromOneThatNobodyKnows() throws Exception {
    byte[] frame = vector("A new kind");

    assertThat(Codec.decode(frame, 0)).isEqualTo(new Newer(NEXT, NEW_KIND));
    frame[2] = Codec.VERSION;
    assertThatThrownBy(() -> Codec.decode(frame, 0))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("unknown kind 6 of version 1");
  }

  /** The version before has no kind that this one does not know. */
  @ParameterizedTest
  @ValueSource(ints = {Codec.VERSION - 1, Codec.VERSION, Codec.VERSION + 2, 9, 255})
  void shouldRejectAnUnknownKindOfAnyOtherVersion(int version) {
    for (int kind = 0; kind < 256; kind++) {
      byte[] frame = {'R', 'C', (byte) version, (byte) kind};
      assertThatThrownBy(() -> Codec.decode(frame, 0)).isInstanceOf(MalformedFrameException.class);
    }
  }

  @Test
  void shouldNotTakeADamagedFrameOfTheNextVersionForANewKind() throws Exception {
    byte[] hello = vector("HELLO");
    for (int length = 0; length < hello.length - 4; length++) {
      byte[] cut = Arrays.copyOf(hello, length);
      assertThatThrownBy(() -> Codec.decode(cut, 0)).isInstanceOf(MalformedFrameException.class);
    }
  }

  @Test
  void shouldNotSendOnWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Codec.encode(new Newer(NEXT, NEW_KIND)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] vector(String name) throws IOException {
    return GoldenVectors.frame(name + " of version 2");
  }
}
