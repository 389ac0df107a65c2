package io.rollcall.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of properties in UTF-8, whose keys are options without their dashes. A key that stands
 * there twice, or that is no option, is an error. Immutable.
 */
final class ConfigurationFile {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** No file. */
  static final ConfigurationFile NONE = new ConfigurationFile(Path.of(""), new Properties());

  /** Refuses a second value, which {@link Properties} would put in the place of the first. */
  private static final class OnceEach extends Properties {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
      Object before = super.put(key, ((String) value).strip());
      if (before != null) {
        throw new IllegalArgumentException("key '" + key + "' stands there twice");
      }
      return null;
    }
  }

  private final Path path;
  private final Properties values;

  private ConfigurationFile(Path path, Properties values) {
    this.path = path;
    this.values = values;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it can't be read
   */
  static ConfigurationFile read(Path path) {
    try {
      String text = Files.readString(path);
      OnceEach values = new OnceEach();
      values.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
      return new ConfigurationFile(path, values);
    } catch (CharacterCodingException notUtf8) {
      throw new IllegalArgumentException(
          "configuration file '" + path + "' is not in UTF-8", notUtf8);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "configuration file '" + path + "' can't be read: " + unreadable, unreadable);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "configuration file '" + path + "': " + malformed.getMessage(), malformed);
    }
  }

  Path path() {
    return path;
  }

  Set<String> keys() {
    return values.stringPropertyNames();
  }

  @Nullable String value(String key) {
    return values.getProperty(key);
  }

  /**
   * Takes these keys, and no others.
   *
   * @throws IllegalArgumentException if it has another
   */
  void check(Set<String> known) {
    for (String key : keys()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "configuration file '%s': no option is called '%s'; did you mean '%s'?"
                .formatted(path, key, nearest(key, known)));
      }
    }
  }

  /** The one of these that it takes the fewest changes of a letter to write. */
  static String nearest(String word, Set<String> known) {
    String plain = word.toLowerCase(Locale.ROOT).replace('_', '-');
    return known.stream()
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
