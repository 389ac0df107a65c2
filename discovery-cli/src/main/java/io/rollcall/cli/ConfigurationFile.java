package io.rollcall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of properties in UTF-8, whose keys are options without their dashes. A key that is no
 * option is an error, and so is a second value of an option that takes one. Immutable.
 */
final class ConfigurationFile {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Behind an odd number of backslashes. */
  private static final Pattern BAD_ESCAPE =
      Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\u(?![0-9a-fA-F]{4})");

  /** How many letters of a word there are for each that may be wrong in it. */
  private static final int LETTERS_FOR_A_CHANGE = 3;

  /** How many octets it may have. */
  static final int MOST_OCTETS = 1 << 20;

  /** No option's name is nearly as long. */
  private static final int LONG = 60;

  /** The names that a shell gives to its pipes. Opening one never blocks. */
  private static final Pattern PIPE = Pattern.compile("/dev/(fd/\\d+|stdin)|/proc/self/fd/\\d+");

  /** No file. */
  static final ConfigurationFile NONE = new ConfigurationFile(Path.of(""), Map.of());

  /** Keeps each value of a key, where {@link Properties} keeps the last. */
  private static final class Lines extends Properties {
    private static final long serialVersionUID = 1;

    private final transient Map<String, List<String>> values = new TreeMap<>();

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
      values
          .computeIfAbsent((String) key, unused -> new ArrayList<>())
          .add(((String) value).strip());
      return null;
    }
  }

  private final Path path;
  private final Map<String, List<String>> values;

  private ConfigurationFile(Path path, Map<String, List<String>> values) {
    this.path = path;
    this.values = values;
  }

  /**
   * Reads it.
   *
   * @param origin what names the file, as {@code --config}; empty if it has its usual path
   * @throws IllegalArgumentException if it can't be read
   */
  static ConfigurationFile read(Path path, String origin) {
    try {
      String text = text(path);
      return of(path, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (CharacterCodingException notUtf8) {
      throw new IllegalArgumentException(
          "configuration file '" + path + "' is not in UTF-8", notUtf8);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "configuration file '%s' can't be read: %s%s"
              .formatted(
                  path,
                  Reason.of(unreadable),
                  origin.isEmpty() ? "" : "; it is named by " + origin),
          unreadable);
    }
  }

  private static ConfigurationFile of(Path path, String text) throws IOException {
    Lines values = new Lines();
    try {
      values.load(new StringReader(text));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "configuration file '%s': %s".formatted(path, badEscape(text)), malformed);
    }
    return new ConfigurationFile(path, values.values);
  }

  /** Java's message says neither where it stands nor what it is. */
  private static String badEscape(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith("#") && !line.startsWith("!") && BAD_ESCAPE.matcher(line).find()) {
        return "line %d, '%s': four hexadecimal digits must follow \\u"
            .formatted(i + 1, shown(line));
      }
    }
    return "four hexadecimal digits must follow \\u";
  }

  /**
   * @throws IllegalArgumentException if it is no file, or too long
   */
  private static String text(Path path) throws IOException {
    if (Files.exists(path)
        && !Files.isRegularFile(path)
        && !Files.isDirectory(path)
        && !PIPE.matcher(path.toString()).matches()) {
      throw new IllegalArgumentException(
          "configuration file '%s': it is neither a file nor a pipe of the shell, as <(COMMAND)"
              .formatted(path));
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] octets = in.readNBytes(MOST_OCTETS + 1);
      if (octets.length > MOST_OCTETS) {
        long size = Math.max(Files.size(path), octets.length);
        throw new IllegalArgumentException(
            "configuration file '%s': it has %,d octets%s; it may have %,d"
                .formatted(path, size, Files.isRegularFile(path) ? "" : " or more", MOST_OCTETS));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    }
  }

  Path path() {
    return path;
  }

  Set<String> keys() {
    return values.keySet();
  }

  /** The values of this key, in the order of their lines; empty if it is not there. */
  List<String> values(String key) {
    return values.getOrDefault(key, List.of());
  }

  /** Whether a key stands there more than once. */
  boolean repeats() {
    return values.values().stream().anyMatch(each -> each.size() > 1);
  }

  /**
   * Takes these keys, and no others.
   *
   * @param repeatable those that may stand there more than once
   * @throws IllegalArgumentException if it has another, or one too often
   */
  void check(Set<String> known, Set<String> repeatable) {
    for (String key : keys()) {
      if (OptionSources.COMMAND_LINE_ONLY.contains(key)) {
        throw new IllegalArgumentException(
            "configuration file '%s': '--%s' can't be given in a file".formatted(path, key));
      }
      if (!known.contains(key)) {
        String nearest = key.length() > LONG ? "" : nearest(key, known);
        throw new IllegalArgumentException(
            "configuration file '%s': no option is called '%s'%s"
                .formatted(
                    path,
                    shown(key),
                    nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?"));
      }
      if (values(key).size() > 1 && !repeatable.contains(key)) {
        throw new IllegalArgumentException(
            "configuration file '%s': key '%s' stands there twice, with '%s' and '%s'; '--%s' takes one value"
                .formatted(path, key, shown(values(key).get(0)), shown(values(key).get(1)), key));
      }
    }
  }

  /** As errors show it. */
  private static String shown(String text) {
    return text.length() <= LONG
        ? text
        : "%s… (%,d characters)".formatted(text.substring(0, LONG), text.length());
  }

  /** The one of these that takes the fewest changes of a letter; empty if too many. */
  private static String nearest(String word, Set<String> known) {
    String plain = word.toLowerCase(Locale.ROOT).replace('_', '-');
    return known.stream()
        .filter(each -> distance(plain, each) * LETTERS_FOR_A_CHANGE <= plain.length())
        .min(
            Comparator.comparingInt((String each) -> distance(plain, each))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  /** Levenshtein's: letters added, left out or replaced. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
