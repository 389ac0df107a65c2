package io.rollcall.discovery.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate file in ZeroMQ's property language (RFC 4), as CZMQ and pyzmq write them: the
 * section {@code curve} holds the keys, each line {@code name = "value"}, indented. Stateless.
 */
final class CertificateFile {
  private static final String SECTION = "curve";

  /** Real ones have a few hundred octets. */
  private static final int LONGEST = 64 * 1024;

  /** An indented property: its name, and its value in either kind of quotes or in none. */
  private static final Pattern PROPERTY =
      Pattern.compile(
          "\\s+([\\w$./@+-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'#]+))\\s*(?:#.*)?");

  private CertificateFile() {}

  /**
   * The properties of the section {@code curve}. A line that is no property, and a section that is
   * not known, are passed over.
   *
   * @throws IOException if the file can't be read, or is too long for a certificate
   */
  static Map<String, String> read(Path file) throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(LONGEST + 1);
    }
    if (octets.length > LONGEST) {
      throw new IOException(
          "%s is no certificate: it has more than %,d octets".formatted(file, LONGEST));
    }
    Map<String, String> properties = new HashMap<>();
    boolean inSection = false;
    // Keys are ASCII; whatever else the file says is read as something, and passed over.
    for (String line : new String(octets, StandardCharsets.ISO_8859_1).lines().toList()) {
      boolean isIndented = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
      if (!isIndented && !line.isBlank() && !line.startsWith("#")) {
        inSection = line.replaceFirst("#.*", "").strip().equals(SECTION);
      }
      Matcher property = PROPERTY.matcher(line);
      if (inSection && property.matches()) {
        properties.put(property.group(1), value(property));
      }
    }
    return properties;
  }

  private static String value(Matcher property) {
    for (int group = 2; group < property.groupCount(); group++) {
      if (property.group(group) != null) {
        return property.group(group);
      }
    }
    return property.group(property.groupCount());
  }

  /**
   * Writes a file that is not there yet.
   *
   * @param heading comment lines
   * @param name stands in the section {@code metadata}
   * @throws IOException if it is there already, or can't be written
   */
  static void write(
      Path file,
      List<String> heading,
      String name,
      String publicKey,
      Optional<String> secretKey,
      FileAttribute<?>... attributes)
      throws IOException {
    StringBuilder text = new StringBuilder();
    heading.forEach(line -> text.append("#   ").append(line).append('\n'));
    text.append("\nmetadata\n").append(property("name", name));
    text.append(SECTION).append('\n').append(property("public-key", publicKey));
    secretKey.ifPresent(secret -> text.append(property("secret-key", secret)));
    Files.createFile(file, attributes);
    Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
  }

  private static String property(String name, String value) {
    // A name may hold what would end its line, or its quotes.
    return "    %s = \"%s\"\n".formatted(name, value.replaceAll("[\\p{Cntrl}\"]", "?"));
  }
}
