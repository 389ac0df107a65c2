package io.rollcall.discovery.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Account;
import io.rollcall.discovery.Account.Connection;
import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Account.Missed;
import io.rollcall.discovery.Account.Rejection;
import io.rollcall.discovery.Account.Stay;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.Status;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Message.Closing;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.Explain;
import io.rollcall.discovery.wire.Message.Explained;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.UnacceptableHello;
import io.rollcall.discovery.wire.Message.Unknown;
import io.rollcall.discovery.wire.Message.Welcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
  private static final int VERSION_AT = 2;
  private static final int KIND_AT = 3;
  private static final Incarnation SERVER = Incarnation.of(1_700_000_000_000L, new UUID(1, 2));
  private static final Incarnation CLIENT = Incarnation.of(1_700_000_000_001L, new UUID(-3, 4));
  private static final Session SESSION = new Session(CLIENT, 3);
  private static final Member MEMBER =
      Member.named("日本")
          .withType("cache")
          .withStatus(Status.TAKEN)
          .withAttribute("url", "http://10.0.0.1:8080")
          .withAttribute("zone", "");
  private static final Standing STANDING = new Standing(SERVER, "blue", 42, true, 1_000);
  private static final List<Present> PRESENT = List.of(new Present(SESSION, 5, MEMBER));
  private static final List<Tombstone> DEPARTED =
      List.of(new Tombstone(SESSION, "gone", Cause.SILENT));

  private static final Duration AGO = Duration.ofMillis(1_500);
  private static final Account ACCOUNT =
      new Account(
          CLIENT,
          AGO,
          List.of(
              new Stay(4, AGO, Optional.empty(), Optional.empty()),
              new Stay(3, AGO, Optional.of(AGO), Optional.empty()),
              new Stay(2, AGO, Optional.of(AGO), Optional.of(Cause.REFUSED)),
              new Stay(1, AGO, Optional.of(AGO), Optional.of(Cause.GOODBYE))),
          List.of(
              new Connection(8, "10.0.0.7:4711", AGO, Fate.STANDS, Optional.empty()),
              new Connection(7, "", AGO, Fate.RESET, Optional.of(AGO))),
          List.of(new Missed(99, AGO)),
          List.of(new Rejection(AGO, new Refusal(Reason.LIMIT, "full"))));

  static List<Message> messages() {
    return List.of(
        new Hello("blue", SESSION, 5, MEMBER),
        new Answer(SESSION, 99),
        new Goodbye(SESSION),
        new Detach(SESSION),
        new Welcome(SERVER, "blue", SESSION, 5, 3_000),
        new Refused(SERVER, CLIENT, new Refusal(Reason.LIMIT, "full")),
        new Survey(SERVER, 99),
        new Unknown(SERVER, CLIENT),
        new Farewell(SERVER, CLIENT),
        new Explain(7, "日本"),
        new Explained(7, new Explanation(SERVER, "日本", List.of(ACCOUNT, ACCOUNT))),
        new Explained(8, new Explanation(SERVER, "", List.of())),
        new Closing(SERVER),
        new Pulse(STANDING),
        new Change(STANDING, PRESENT, DEPARTED),
        new Snapshot(STANDING, 0, 2, PRESENT, DEPARTED));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldReadWhatItWrites(Message message) throws MalformedFrameException {
    Message read = Codec.decode(Codec.encode(message), 0);

    assertThat(read).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldRejectEveryTruncation(Message message) {
    byte[] frame = Codec.encode(message);
    for (int length = 0; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertThatThrownBy(() -> Codec.decode(cut, 0)).isInstanceOf(MalformedFrameException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldReadANeighbouringVersionAndIgnoreWhatItAdds(Message message)
      throws MalformedFrameException {
    byte[] frame = Codec.encode(message);
    byte[] next = Arrays.copyOf(frame, frame.length + 7);
    next[VERSION_AT] = Codec.VERSION + 1;

    assertThat(Codec.decode(next, 0)).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldRejectSurplusBytesOfItsOwnVersion(Message message) {
    byte[] frame = Codec.encode(message);
    assertThatThrownBy(() -> Codec.decode(Arrays.copyOf(frame, frame.length + 1), 0))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("1 bytes too many");
  }

  @Test
  void shouldRefuseAHelloOfADistantVersionAndDropWhateverElse() throws MalformedFrameException {
    byte[] hello = Codec.encode(new Hello("", SESSION, 0, MEMBER));
    hello[VERSION_AT] = 9;
    assertThat(Codec.decode(hello, 0))
        .isEqualTo(
            new UnacceptableHello(
                CLIENT, new Refusal(Reason.VERSION, "version 9 is not within one of 1")));

    byte[] survey = Codec.encode(new Survey(SERVER, 1));
    survey[VERSION_AT] = 9;
    assertThatThrownBy(() -> Codec.decode(survey, 0)).hasMessageContaining("version 9");
  }

  @Test
  void shouldUnderstandARefusalOfAnyVersion() throws MalformedFrameException {
    Refused refused = new Refused(SERVER, CLIENT, new Refusal(Reason.VERSION, "too old"));
    byte[] frame = Codec.encode(refused);
    frame[VERSION_AT] = 9;

    assertThat(Codec.decode(frame, 0)).isEqualTo(refused);
  }

  @Test
  void shouldRefuseAHelloWhoseNameIsAgainstTheRules() throws MalformedFrameException {
    byte[] frame = Codec.encode(new Hello("", SESSION, 0, Member.named("a_b")));
    frame[new String(frame, StandardCharsets.ISO_8859_1).indexOf("a_b") + 1] = '|';

    assertThat(Codec.decode(frame, 0))
        .isEqualTo(
            new UnacceptableHello(CLIENT, new Refusal(Reason.NAME, "name 'a|b' contains '|'")));
  }

  @Test
  void shouldRejectAnUnknownKindAndAForeignFrame() {
    byte[] frame = Codec.encode(new Closing(SERVER));
    frame[KIND_AT] = 0x77;
    assertThatThrownBy(() -> Codec.decode(frame, 0)).hasMessageContaining("unknown kind 119");
    assertThatThrownBy(() -> Codec.decode("GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII), 0))
        .hasMessageContaining("not a frame of this protocol");
  }

  @Test
  void shouldNotReserveMemoryForAListThatTheFrameCannotHold() {
    byte[] frame = Codec.encode(new Change(STANDING, List.of(), List.of()));
    frame[frame.length - 8] = 0x7f;
    assertThatThrownBy(() -> Codec.decode(frame, 0)).hasMessageContaining("a list claims");
  }

  /** As much as a history keeps, in the longest texts that the wire takes. */
  @Test
  void shouldKeepTheLongestExplanationBelowWhatAClientReceives() {
    String text = "日".repeat(85);
    Account longest =
        new Account(
            CLIENT,
            AGO,
            Collections.nCopies(8, new Stay(1, AGO, Optional.of(AGO), Optional.empty())),
            Collections.nCopies(8, new Connection(1, text, AGO, Fate.STANDS, Optional.empty())),
            Collections.nCopies(16, new Missed(1, AGO)),
            Collections.nCopies(4, new Rejection(AGO, new Refusal(Reason.NAME, text))));
    Explanation explanation = new Explanation(SERVER, text, Collections.nCopies(8, longest));

    assertThat(Codec.encode(new Explained(1, explanation)).length).isLessThan(32_768);
  }

  @Test
  void shouldThrowNothingElseWhateverTheBytes() {
    Random random = new Random(1);
    List<byte[]> corpus = messages().stream().map(Codec::encode).toList();
    for (int i = 0; i < 200_000; i++) {
      byte[] frame = corpus.get(random.nextInt(corpus.size())).clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(Codec.decode(frame, 0)).isNotNull();
      } catch (MalformedFrameException dropped) {
        assertThat(dropped.reason()).isNotEmpty();
      }
    }
  }

  /** Golden: another implementation may be tested against these bytes. */
  @Test
  void shouldWriteTheseBytes() {
    assertThat(HexFormat.of().formatHex(Codec.encode(new Answer(SESSION, 99))))
        .isEqualTo(
            "52430102"
                + "0000018bcfe56801"
                + "fffffffffffffffd0000000000000004"
                + "00000003"
                + "0000000000000063");
    assertThat(HexFormat.of().formatHex(Codec.encode(Topic.ROLL, new Pulse(STANDING))))
        .isEqualTo(
            "524f4c4c"
                + "52430121"
                + "0000018bcfe56800"
                + "00000000000000010000000000000002"
                + "04626c7565"
                + "000000000000002a"
                + "01"
                + "000003e8");
  }
}
