package io.rollcall.discovery.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.MalformedFrameException;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Newer;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.UnacceptableHello;
import io.rollcall.discovery.wire.Topic;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec reads whatever comes: it throws one exception only, and stays small. */
@Execution(ExecutionMode.CONCURRENT)
class CodecFuzzTest {
  private static final int LARGEST_FRAME = 32 * 1024;
  private static final long MOST_ALLOCATED = 1 << 20;

  /** Some ten seconds of one core. */
  private static final int SEEDS = 900;

  private static final int FRAMES_PER_SEED = 1_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Incarnation SERVER = Incarnation.of(1, new UUID(1, 2));

  private static final List<byte[]> GOLDEN = Corpus.golden();

  static List<byte[]> golden() {
    return GOLDEN;
  }

  @ParameterizedTest
  @MethodSource("golden")
  void shouldReadAndWriteTheGoldenFrames(byte[] frame) throws MalformedFrameException {
    if (isPublished(frame)) {
      Topic topic = Topic.of(frame);
      assertThat(Codec.encode(topic, Codec.decode(frame, topic.length()))).isEqualTo(frame);
    } else {
      assertThat(Codec.encode(Codec.decode(frame, 0))).isEqualTo(frame);
    }
  }

  @Test
  void shouldOnlyThrowWhatItDeclaresAndReadWhatItWrites() {
    Tries.run("codec", SEEDS, CodecFuzzTest::tryAll);
  }

  @Test
  @Tag("long")
  void shouldDoSoForAMinute() {
    Tries.runLong("codec", SEEDS, CodecFuzzTest::tryAll);
  }

  private static void tryAll(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < FRAMES_PER_SEED; i++) {
      byte[] frame = Corpus.mutated(GOLDEN.get(random.nextInt(GOLDEN.size())), random);
      long allocated = allocated(frame);
      if (allocated > MOST_ALLOCATED) {
        // What comes first also loads classes; what stays large is the frame's own doing.
        allocated = allocated(frame);
      }
      assertThat(allocated).as(HexFormat.of().formatHex(frame)).isLessThan(MOST_ALLOCATED);
    }
  }

  private static long allocated(byte[] frame) {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    try {
      tryOne(frame);
    } catch (MalformedFrameException dropped) {
      assertThat(dropped.reason()).isNotEmpty();
    } catch (RuntimeException | AssertionError failed) {
      throw new AssertionError(HexFormat.of().formatHex(frame), failed);
    }
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  private static void tryOne(byte[] frame) throws MalformedFrameException {
    int offset = isPublished(frame) ? Topic.of(frame).length() : 0;
    Message message = Codec.decode(frame, offset);
    if (message instanceof Newer) {
      return;
    }
    if (message instanceof UnacceptableHello hello) {
      message = new Refused(SERVER, hello.client(), hello.refusal());
    }
    byte[] again = Codec.encode(message);
    assertThat(again.length).isLessThan(LARGEST_FRAME);
    assertThat(Codec.decode(again, 0)).isEqualTo(message);
  }

  /** What a subscriber gets begins with a topic. */
  private static boolean isPublished(byte[] frame) {
    return frame.length == 0 || frame[0] != 'R' || (frame.length > 1 && frame[1] == 'O');
  }
}
