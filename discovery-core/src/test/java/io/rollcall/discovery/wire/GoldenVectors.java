package io.rollcall.discovery.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The frames of {@code golden-vectors.txt}, by their names. */
final class GoldenVectors {
  private static final String FILE = "golden-vectors.txt";
  private static final Pattern HEADING = Pattern.compile("\\[([\\w ]+), ([0-9]+) octets]");
  private static final Pattern OCTETS = Pattern.compile("([0-9a-f]{2}(?: [0-9a-f]{2})*)(?:  .*)?");

  private GoldenVectors() {}

  /** The frame of this name. */
  static byte[] frame(String name) throws IOException {
    return Objects.requireNonNull(all().get(name), name);
  }

  /** All, in the order of the file; each is as long as its heading says. */
  static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> frames = new LinkedHashMap<>();
    String name = "";
    int length = 0;
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    for (String line : (text() + "\n").split("\n", -1)) {
      Matcher heading = HEADING.matcher(line);
      Matcher octets = OCTETS.matcher(line);
      if (heading.matches()) {
        name = heading.group(1);
        length = Integer.parseInt(heading.group(2));
      } else if (octets.matches()) {
        frame.writeBytes(HexFormat.ofDelimiter(" ").parseHex(octets.group(1)));
      } else if (line.isEmpty() && frame.size() > 0) {
        if (frame.size() != length) {
          throw new IOException("%s has %d octets, not %d".formatted(name, frame.size(), length));
        }
        frames.put(name, frame.toByteArray());
        frame.reset();
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw new IOException("'" + line + "' is no line of a vector");
      }
    }
    return frames;
  }

  private static String text() throws IOException {
    try (InputStream file = GoldenVectors.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
