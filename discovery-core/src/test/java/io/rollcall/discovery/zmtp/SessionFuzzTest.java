package io.rollcall.discovery.zmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Octets of libzmq, changed, cut, repeated and joined at random: a session takes them or ends with
 * its own exception, and takes the same octets in the same way however they are cut.
 */
class SessionFuzzTest {
  private static final int ROUNDS = Integer.getInteger("rollcall.fuzz.rounds", 2_000);
  private static final List<String> SEEDS =
      List.of(
          LibzmqOctetsTest.GREETING,
          LibzmqOctetsTest.DEALER,
          LibzmqOctetsTest.ROUTER,
          LibzmqOctetsTest.SUB,
          LibzmqOctetsTest.XPUB,
          LibzmqOctetsTest.SUBSCRIBE_ROLL,
          LibzmqOctetsTest.SUBSCRIBE_ROLL_3_0,
          LibzmqOctetsTest.CANCEL_SNAP,
          LibzmqOctetsTest.HELLO,
          LibzmqOctetsTest.PING,
          "020000000000000100" + "61".repeat(256));

  @ParameterizedTest
  @EnumSource(SocketType.class)
  void shouldTakeOrRefuseWhateverComes(SocketType type) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] octets = draw(random, type);
      Side whole = new Side(type, 1_024);
      String wholeEnd = hear(whole, octets, octets.length);
      Side cut = new Side(type, 1_024);
      String cutEnd = hear(cut, octets, 1 + random.nextInt(7));
      assertThat(cutEnd).as("type %s, seed %d", type, seed).isEqualTo(wholeEnd);
      assertThat(cut.told).as("type %s, seed %d", type, seed).isEqualTo(whole.told);
    }
  }

  private static byte[] draw(Random random, SocketType type) {
    ByteBuffer all = ByteBuffer.allocate(1 << 14);
    if (random.nextInt(8) > 0) {
      all.put(Side.octets(LibzmqOctetsTest.GREETING));
    }
    if (random.nextInt(4) > 0) {
      all.put(Side.octets(readyFor(type)));
    }
    for (int parts = random.nextInt(8); parts > 0; parts--) {
      all.put(Side.octets(SEEDS.get(random.nextInt(SEEDS.size()))));
    }
    byte[] octets = new byte[all.flip().remaining()];
    all.get(octets);
    for (int changes = random.nextInt(4); changes > 0 && octets.length > 0; changes--) {
      int at = random.nextInt(octets.length);
      octets[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) random.nextInt(8);
    }
    return octets;
  }

  private static String readyFor(SocketType type) {
    return switch (type) {
      case DEALER -> LibzmqOctetsTest.ROUTER;
      case ROUTER -> LibzmqOctetsTest.DEALER;
      case SUB -> LibzmqOctetsTest.XPUB;
      case PUB, XPUB -> LibzmqOctetsTest.SUB;
    };
  }

  /** How it ends: the reason, or that it goes on. */
  private static String hear(Side side, byte[] octets, int pieces) {
    try {
      for (int at = 0; at < octets.length; at += pieces) {
        int length = Math.min(pieces, octets.length - at);
        side.hears(octets, at, length);
      }
      return "goes on";
    } catch (ZmtpException ended) {
      return ended.getMessage();
    }
  }
}
