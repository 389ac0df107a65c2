package io.rollcall.mesh.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Incarnation;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.wire.MeshFrame.Hello;
import io.rollcall.mesh.wire.MeshFrame.Unknown;
import io.rollcall.mesh.wire.MeshFrame.Welcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeshCodecTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Identity ONE =
      new Identity("one", Optional.of(Incarnation.of(1_700_000_000_000L, new UUID(1, 2))));
  private static final Identity TWO = new Identity("zwei", Optional.empty());
  private static final byte[] PAYLOAD = "Hallo".getBytes(StandardCharsets.US_ASCII);

  private static Map<String, MeshFrame> frames() {
    Map<String, MeshFrame> frames = new LinkedHashMap<>();
    frames.put("hello", new Hello(1, "blue", ONE, TWO, false));
    frames.put("hello-guest", new Hello(1, "", ONE, TWO, true));
    frames.put("welcome", new Welcome(1, ONE, 10_000_000));
    frames.put("refused", new MeshFrame.Refused(FailureCause.REFUSED, "no, größer"));
    frames.put("ping", new MeshFrame.Ping(7));
    frames.put("pong", new MeshFrame.Pong(7));
    frames.put("request", new MeshFrame.Request(1, 65_535, 3_000, PAYLOAD));
    frames.put("request-empty", new MeshFrame.Request(2, 0, 1, new byte[0]));
    frames.put("reply", new MeshFrame.Reply(1, PAYLOAD));
    frames.put("failure", new MeshFrame.Failure(1, FailureCause.NO_HANDLER, "command 7"));
    frames.put("cancel", new MeshFrame.Cancel(1));
    frames.put("message", new MeshFrame.Message(5, 3, 7, PAYLOAD));
    frames.put("receipt", new MeshFrame.Receipt(5, 0));
    frames.put("receipt-busy", new MeshFrame.Receipt(6, FailureCause.BUSY.number()));
    frames.put("note", new MeshFrame.Note(7, PAYLOAD));
    frames.put(
        "branch",
        new MeshFrame.Branch(
            9, 3_000, new UUID(5, 6), "one", 7, 4, List.of("zwei", "größer"), PAYLOAD));
    return frames;
  }

  static Stream<String> names() {
    return frames().keySet().stream();
  }

  private static Map<String, String> golden() throws IOException {
    Map<String, String> golden = new LinkedHashMap<>();
    try (InputStream in = MeshCodecTest.class.getResourceAsStream("/mesh-frames.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          golden.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
      }
    }
    return golden;
  }

  @Test
  void shouldHaveAGoldenFrameOfEachKind() throws IOException {
    assertThat(golden().keySet()).containsExactlyElementsOf(frames().keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldWriteAndReadTheGoldenFrames(String name) throws Exception {
    String golden = golden().get(name);
    assertThat(HEX.formatHex(MeshCodec.encode(frames().get(name)))).isEqualTo(golden);
    MeshFrame read = MeshCodec.decode(HEX.parseHex(golden));
    assertThat(read).usingRecursiveComparison().isEqualTo(frames().get(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldRefuseFramesThatAreTruncated(String name) throws IOException {
    byte[] whole = HEX.parseHex(golden().get(name));
    int fields =
        whole.length - (name.matches("request|reply|message|note|branch") ? PAYLOAD.length : 0);
    for (int length = 0; length < fields; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> MeshCodec.decode(part))
          .isInstanceOf(FrameException.class)
          .hasMessage("a frame of " + length + " octets is truncated");
    }
  }

  @Test
  void shouldIgnoreWhatALaterVersionAdds() throws Exception {
    byte[] welcome = MeshCodec.encode(new Welcome(1, ONE, 10_000_000));
    assertThat(MeshCodec.decode(Arrays.copyOf(welcome, welcome.length + 3)))
        .isEqualTo(new Welcome(1, ONE, 10_000_000));
    assertThat(MeshCodec.decode(new byte[] {0x7F, 1, 2})).isEqualTo(new Unknown(0x7F));
  }

  @Test
  void shouldRefuseAHelloOfAnotherProtocol() {
    byte[] hello = MeshCodec.encode(new Hello(1, "", ONE, TWO, false));
    hello[1] = 'X';
    assertThatThrownBy(() -> MeshCodec.decode(hello))
        .isInstanceOf(FrameException.class)
        .hasMessage("not a frame of this protocol");
  }

  @Test
  void shouldRefuseNumbersBeyondTheirRangeAndTextsThatAreNone() {
    byte[] cancel = MeshCodec.encode(new MeshFrame.Cancel(1));
    cancel[1] = -1;
    assertThatThrownBy(() -> MeshCodec.decode(cancel))
        .hasMessage("number 18374686479671623681 is over 2^63-1");
    byte[] refused = MeshCodec.encode(new MeshFrame.Refused(FailureCause.BUSY, "x"));
    refused[refused.length - 1] = (byte) 0xC3;
    assertThatThrownBy(() -> MeshCodec.decode(refused))
        .hasMessage("a text of 1 octets is not UTF-8");
  }

  @Test
  void shouldWriteAndReadReports() throws Exception {
    Map<String, Integer> outcomes = Map.of("a", 0, "größer", 10);
    byte[] report = Report.encode(outcomes);
    assertThat(Report.decode(report)).isEqualTo(outcomes);
    for (int length = 0; length < report.length; length++) {
      byte[] part = Arrays.copyOf(report, length);
      assertThatThrownBy(() -> Report.decode(part))
          .isInstanceOf(FrameException.class)
          .hasMessage("a report of " + length + " octets is truncated");
    }
  }

  @Test
  void shouldCutLongDetailsBetweenCharacters() throws Exception {
    MeshFrame.Failure read =
        (MeshFrame.Failure)
            MeshCodec.decode(
                MeshCodec.encode(
                    new MeshFrame.Failure(1, FailureCause.HANDLER_FAILED, "ä".repeat(4000) + "x")));
    assertThat(read.detail()).isEqualTo("ä".repeat(2048));
    MeshFrame.Failure odd =
        (MeshFrame.Failure)
            MeshCodec.decode(
                MeshCodec.encode(
                    new MeshFrame.Failure(1, FailureCause.HANDLER_FAILED, "x" + "ä".repeat(4000))));
    assertThat(odd.detail()).isEqualTo("x" + "ä".repeat(2047));
  }
}
