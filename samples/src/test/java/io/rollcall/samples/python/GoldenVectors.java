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

/** The frames that the protocol's page spells out, by their name. */
final class GoldenVectors {
  private static final Pattern VECTOR =
      Pattern.compile("^\\*\\*(\\w+)\\*\\*.*octets:\n\n```\n([^`]*)```", Pattern.MULTILINE);
  private static final Pattern OCTETS =
      Pattern.compile("^([0-9a-f]{2}(?: [0-9a-f]{2})*)", Pattern.MULTILINE);

  private GoldenVectors() {}

  static Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> vectors = new TreeMap<>();
    Matcher vector = VECTOR.matcher(Files.readString(Path.of("../docs/protocol.md")));
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
