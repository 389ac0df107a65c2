package io.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyTest {
  private final Body body = new Body();

  @Test
  void shouldGiveBackWhatWasWritten() throws IOException {
    Random random = new Random(7);
    byte[] all = new byte[300_000];
    random.nextBytes(all);
    for (int at = 0; at < all.length; ) {
      int some = Math.min(all.length - at, 1 + random.nextInt(20_000));
      body.write(ByteBuffer.wrap(all, at, some));
      at += some;
    }

    assertThat(body.available()).isEqualTo(all.length);
    assertThat(body.read()).isEqualTo(Byte.toUnsignedInt(all[0]));
    assertThat(body.readAllBytes()).hasSize(all.length - 1).endsWith(all[all.length - 1]);
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void shouldTellWhatItAllocates() {
    long allocated = 0;
    for (int i = 0; i < 1 << 20; i++) {
      allocated += body.write(ByteBuffer.wrap(new byte[1]));
    }

    assertThat(allocated).isBetween(1L << 20, (1L << 20) + (64 << 10));
  }

  @Test
  void shouldBeEmptyOnceDropped() {
    body.write(ByteBuffer.wrap(new byte[3]));
    body.drop();

    assertThat(body.available()).isZero();
    assertThat(body.read()).isEqualTo(-1);
  }
}
