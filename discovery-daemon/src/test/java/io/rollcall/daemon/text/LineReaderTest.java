package io.rollcall.daemon.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final int MOST = 10;

  private final LineReader reader = new LineReader();
  private final List<String> lines = new ArrayList<>();

  private boolean read(String text) {
    return reader.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), MOST, lines::add);
  }

  @Test
  void shouldHandOverEachLineOfOneReadInItsOrder() {
    assertThat(read("ping\nworkers\r\n\nnodes")).isTrue();
    assertThat(lines).containsExactly("ping", "workers", "");
  }

  @Test
  void shouldPutTogetherALineThatComesOctetByOctet() {
    for (String each : List.of("p", "in", "g\r", "\n", "nodes", "\n")) {
      assertThat(read(each)).isTrue();
    }
    assertThat(lines).containsExactly("ping", "nodes");
  }

  @Test
  void shouldTakeOffOneCarriageReturnAndNoOtherSpace() {
    read(" a\r\r\nb \n");
    assertThat(lines).containsExactly(" a\r", "b ");
  }

  @Test
  void shouldTakeALineAsLongAsTheBoundAndNoLonger() {
    assertThat(read("0123456789\n")).isTrue();
    assertThat(read("0123456789")).isTrue();
    assertThat(read("x")).isFalse();
    assertThat(lines).containsExactly("0123456789");
    assertThat(reader.head()).isEqualTo("0123456789");
  }

  @Test
  void shouldHandOverWhatCameBeforeALineThatIsTooLong() {
    assertThat(read("ping\n0123456789x\nnodes\n")).isFalse();
    assertThat(lines).containsExactly("ping");
  }

  @Test
  void shouldReadWhatIsNoText() {
    byte[] bytes = {(byte) 0xff, 0, '\n'};
    assertThat(reader.read(ByteBuffer.wrap(bytes), MOST, lines::add)).isTrue();
    assertThat(lines).containsExactly("\ufffd\0");
  }
}
