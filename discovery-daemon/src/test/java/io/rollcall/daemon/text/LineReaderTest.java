package io.rollcall.daemon.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.net.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final int MOST = 10;

  private final LineReader reader = new LineReader();
  private final List<String> lines = new ArrayList<>();

  /** Whether no line was too long. */
  private boolean read(String text) {
    return read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), MOST);
  }

  private boolean read(ByteBuffer bytes, int most) {
    try {
      while (bytes.hasRemaining()) {
        String line = reader.next(bytes, most);
        if (line != null) {
          lines.add(line);
        }
      }
      return true;
    } catch (WireException tooLong) {
      assertThat(tooLong).hasMessage("a line of more than " + most + " octets");
      return false;
    }
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
    assertThat(read(ByteBuffer.wrap(bytes), MOST)).isTrue();
    assertThat(lines).containsExactly("\ufffd\0");
  }

  /** As where the peer has ceased to be a manager. */
  @Test
  void shouldEndALineThatHasBegunUnderAHigherBound() {
    assertThat(read("0123456789")).isTrue();

    assertThat(read(ByteBuffer.wrap(new byte[] {'x'}), 4)).isFalse();

    assertThat(lines).isEmpty();
    assertThat(reader.head()).isEqualTo("0123456789");
  }

  @Test
  void shouldTakeOneLineACall() throws WireException {
    ByteBuffer bytes = ByteBuffer.wrap("ping\nnodes\n".getBytes(StandardCharsets.UTF_8));

    assertThat(reader.next(bytes, MOST)).isEqualTo("ping");
    assertThat(bytes.remaining()).isEqualTo(6);
  }
}
