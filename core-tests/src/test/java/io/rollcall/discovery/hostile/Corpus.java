package io.rollcall.discovery.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** The golden frames of {@code docs/protocol.md}, and what a seed makes of them. */
final class Corpus {
  private static final byte[] TELLING = {0, 1, 2, 0x7f, (byte) 0x80, (byte) 0xff, 'R', 'C'};

  private Corpus() {}

  static List<byte[]> golden() {
    try (Stream<Path> files =
        Files.list(
            Path.of(Objects.requireNonNull(Corpus.class.getResource("/corpus/golden")).toURI()))) {
      return files.sorted().map(Corpus::read).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] read(Path file) {
    try {
      return HexFormat.of().parseHex(Files.readString(file).replaceAll("\\s", ""));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** One to eight changes: octets overwritten, flipped, cut out, put in, doubled or numbered. */
  static byte[] mutated(byte[] original, Random random) {
    byte[] frame = original;
    for (int left = 1 + random.nextInt(8); left > 0 && frame.length > 0; left--) {
      frame = mutatedOnce(frame.clone(), random);
    }
    return frame;
  }

  private static byte[] mutatedOnce(byte[] frame, Random random) {
    int at = random.nextInt(frame.length);
    int length = 1 + random.nextInt(Math.min(16, frame.length - at));
    switch (random.nextInt(6)) {
      case 0 -> frame[at] = (byte) random.nextInt();
      case 1 -> frame[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> frame[at] = TELLING[random.nextInt(TELLING.length)];
      case 3 -> {
        return spliced(frame, at, length, new byte[0]);
      }
      case 4 -> {
        byte[] more = new byte[length];
        random.nextBytes(more);
        return spliced(frame, at, 0, more);
      }
      default -> {
        return spliced(frame, at, 0, Arrays.copyOfRange(frame, at, at + length));
      }
    }
    return frame;
  }

  private static byte[] spliced(byte[] frame, int at, int cut, byte[] put) {
    return Zmtp.join(
        Arrays.copyOf(frame, at), put, Arrays.copyOfRange(frame, at + cut, frame.length));
  }
}
