package io.rollcall.nanomsg.sp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.net.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramingTest {
  private static final byte[] NONE = {};

  private final Framing tcp = new Framing(false, 1000);
  private final Framing ipc = new Framing(true, 1000);

  @Test
  void shouldEncodeOnceForBothTransports() {
    Frame frame = new Frame(Octets.bytes("80 00 00 05"), "me".getBytes(StandardCharsets.UTF_8));

    String payload = "80 00 00 05 6D 65";
    assertThat(frame.on(false)).isEqualTo(Octets.of("00 00 00 00 00 00 00 06" + payload));
    assertThat(frame.on(true)).isEqualTo(Octets.of("01 00 00 00 00 00 00 00 06" + payload));
  }

  @Test
  void shouldReadMessagesOneByOne() throws WireException {
    ByteBuffer two = Octets.of("00 00 00 00 00 00 00 01 AA 00 00 00 00 00 00 00 00");

    assertThat(tcp.next(two)).isEqualTo(Octets.bytes("AA"));
    assertThat(tcp.next(two)).isEmpty();
    assertThat(tcp.next(two)).isNull();
  }

  @Test
  void shouldReadThemHoweverTheyAreCut() throws WireException {
    Random random = new Random(7);
    List<byte[]> sent = new ArrayList<>();
    ByteBuffer stream = ByteBuffer.allocate(200_000);
    for (int i = 0; i < 200; i++) {
      byte[] body = new byte[random.nextInt(900)];
      random.nextBytes(body);
      sent.add(body);
      stream.put(new Frame(NONE, body).on(true).duplicate());
    }
    stream.flip();
    List<byte[]> received = new ArrayList<>();
    while (stream.hasRemaining()) {
      int length = Math.min(stream.remaining(), 1 + random.nextInt(400));
      ByteBuffer piece = stream.slice(stream.position(), length);
      stream.position(stream.position() + length);
      for (byte[] next = ipc.next(piece); next != null; next = ipc.next(piece)) {
        received.add(next);
      }
    }

    assertThat(received).hasSize(200);
    for (int i = 0; i < 200; i++) {
      assertThat(received.get(i)).isEqualTo(sent.get(i));
    }
  }

  @Test
  void shouldTakeALengthUpToTheBoundOnly() throws WireException {
    assertThat(tcp.next(Octets.of("00 00 00 00 00 00 03 E8"))).isNull();
    assertThatThrownBy(() -> new Framing(false, 999).next(Octets.of("00 00 00 00 00 00 03 E8")))
        .hasMessage("a message of 1000 octets is longer than maxMessage, 999");
  }

  @Test
  void shouldReadALengthAsUnsigned() {
    assertThatThrownBy(() -> tcp.next(Octets.of("80 00 00 00 00 00 00 00")))
        .hasMessage("a message of 9223372036854775808 octets is longer than maxMessage, 1000");
  }

  @Test
  void shouldRefuseAnotherTypeOnIpc() {
    assertThatThrownBy(() -> ipc.next(Octets.of("02")))
        .hasMessage("ipc message type 0x02 is not 0x01");
  }

  @Test
  void shouldHoldNoMoreThanTwiceWhatHasCome() throws WireException {
    Framing large = new Framing(false, 1 << 30);
    assertThat(large.next(Octets.of("00 00 00 00 3F FF FF FF 01 02 03"))).isNull();
    assertThat(large.held()).isEqualTo(3);
    assertThat(large.next(Octets.of("04"))).isNull();
    assertThat(large.held()).isEqualTo(6);
  }

  @Test
  void shouldHoldNothingBetweenMessages() throws WireException {
    assertThat(tcp.next(Octets.of("00 00 00 00 00 00 00 02 AA"))).isNull();
    assertThat(tcp.next(Octets.of("BB"))).isEqualTo(Octets.bytes("AA BB"));
    assertThat(tcp.held()).isZero();
  }
}
