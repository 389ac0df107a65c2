package io.rollcall.discovery.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The golden vectors of the protocol, and what a seed makes of them. */
final class Corpus {
  private static final Path VECTORS =
      Path.of("../discovery-core/src/test/resources/io/rollcall/discovery/wire/golden-vectors.txt");
  private static final Pattern VECTOR =
      Pattern.compile("^\\[\\w+, \\d+ octets]\n((?:[0-9a-f]{2}.*\n)+)", Pattern.MULTILINE);
  private static final Pattern OCTETS =
      Pattern.compile("^[0-9a-f]{2}(?: [0-9a-f]{2})*", Pattern.MULTILINE);
  private static final byte[] TELLING = {0, 1, 2, 0x7f, (byte) 0x80, (byte) 0xff, 'R', 'C'};

  private Corpus() {}

  /** One of each kind, of this version. */
  static List<byte[]> golden() {
    try {
      return VECTOR.matcher(Files.readString(VECTORS)).results().map(Corpus::octets).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] octets(MatchResult vector) {
    return HexFormat.of()
        .parseHex(
            OCTETS
                .matcher(vector.group(1))
                .results()
                .map(line -> line.group().replace(" ", ""))
                .collect(Collectors.joining()));
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
