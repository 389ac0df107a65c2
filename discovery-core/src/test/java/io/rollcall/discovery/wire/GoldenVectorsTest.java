package io.rollcall.discovery.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec reads the golden vectors of this version, and writes the same octets again. */
class GoldenVectorsTest {
  private static final String OF_THE_NEXT_VERSION = " of version 2";

  /** UNKNOWN is a FAREWELL with another kind; the others are what is made of foreign frames. */
  private static final List<String> WITHOUT = List.of("UNKNOWN", "NEWER", "UNACCEPTABLEHELLO");

  static List<String> names() throws IOException {
    return GoldenVectors.all().keySet().stream()
        .filter(name -> !name.endsWith(OF_THE_NEXT_VERSION))
        .toList();
  }

  @Test
  void shouldHaveAVectorOfEachKind() throws IOException {
    assertThat(names())
        .containsAll(
            kinds(Message.class)
                .map(kind -> kind.getSimpleName().toUpperCase(Locale.ROOT))
                .filter(kind -> !WITHOUT.contains(kind))
                .toList());
  }

  private static Stream<Class<?>> kinds(Class<?> message) {
    return message.isSealed()
        ? Stream.of(message.getPermittedSubclasses()).flatMap(GoldenVectorsTest::kinds)
        : Stream.of(message);
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldReadAndWriteEach(String name) throws Exception {
    byte[] frame = GoldenVectors.frame(name);
    int topic = topicLength(frame);

    byte[] written = Codec.encode(Codec.decode(frame, topic));

    assertThat(HexFormat.of().formatHex(written))
        .isEqualTo(HexFormat.of().formatHex(Arrays.copyOfRange(frame, topic, frame.length)));
  }

  private static int topicLength(byte[] frame) {
    return switch (frame[1]) {
      case 'O' -> Topic.ROLL.length();
      case 'N' -> 4 + 16 + 4;
      default -> 0;
    };
  }
}
