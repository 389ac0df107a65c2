package io.rollcall.benchmarks.thin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static final int LONG = Frames.HELD + 1000;

  private final List<Long> lengths = new ArrayList<>();
  private final List<Integer> held = new ArrayList<>();

  @Test
  void shouldCutFramesHoweverTheyArrive() {
    byte[] handshake = Zmtp.handshake("SUB");
    byte[] small = Zmtp.message(new byte[7]);
    byte[] large = Zmtp.message(new byte[LONG]);
    ByteBuffer all =
        ByteBuffer.allocate(handshake.length + small.length + large.length + small.length);
    all.put(handshake).put(small).put(large).put(small);
    for (int step : List.of(1, 63, 1000, all.capacity())) {
      lengths.clear();
      held.clear();
      arrive(all.array(), step);
      assertThat(lengths)
          .containsExactly(handshake.length - Zmtp.GREETING - 2L, 7L, (long) LONG, 7L);
      assertThat(held).last().isEqualTo(7);
      assertThat(held.get(2)).isEqualTo(Frames.HELD);
    }
  }

  private void arrive(byte[] octets, int step) {
    Frames frames = new Frames();
    ByteBuffer in = ByteBuffer.allocate(Frames.MOST_LEFT + octets.length);
    for (int from = 0; from < octets.length; from += step) {
      in.clear();
      frames.restore(in);
      in.put(octets, from, Math.min(step, octets.length - from));
      frames.cut(
          in.flip(),
          (flags, body, length) -> {
            lengths.add(length);
            held.add(body.remaining());
          });
    }
  }
}
