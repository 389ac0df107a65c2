package io.rollcall.samples.python;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The golden vectors of this version of the protocol, by their names. */
final class GoldenVectors {
  private static final Path FILE =
      Path.of("../discovery-core/src/test/resources/io/rollcall/discovery/wire/golden-vectors.txt");
  private static final Pattern VECTOR =
      Pattern.compile(
          "^\\[(\\w+), \\d+ octets]\n((?:[0-9a-f]{2} .*\n|[0-9a-f]{2}\n)+)", Pattern.MULTILINE);
  private static final Pattern OCTETS =
      Pattern.compile("^([0-9a-f]{2}(?: [0-9a-f]{2})*)", Pattern.MULTILINE);

  private GoldenVectors() {}

  static Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> vectors = new TreeMap<>();
    Matcher vector = VECTOR.matcher(Files.readString(FILE));
    while (vector.find()) {
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      Matcher octets = OCTETS.matcher(vector.group(2));
      while (octets.find()) {
        frame.writeBytes(HexFormat.ofDelimiter(" ").parseHex(octets.group(1)));
      }
      vectors.put(vector.group(1), frame.toByteArray());
    }
    return vectors;
  }
}
