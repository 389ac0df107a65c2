package io.rollcall.mesh;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object as options, with messages that name file, key and value. Pure. */
final class Settings {
  private static final int MOST_DIGITS = 9;

  private final String file;
  private final Map<String, Object> members;

  /**
   * Those of a file.
   *
   * @throws IllegalArgumentException if it has another key than these
   */
  Settings(String file, Map<String, Object> members, Set<String> keys) {
    this.file = file;
    this.members = members;
    for (String each : members.keySet()) {
      if (!keys.contains(each)) {
        throw new IllegalArgumentException(
            "%s: key '%s' is unknown; it must be one of %s"
                .formatted(file, each, String.join(", ", keys)));
      }
    }
  }

  /** A text that is not empty; empty if the key is not there. */
  Optional<String> text(String key) {
    Object value = members.get(key);
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    if (has(key)) {
      throw bad(key, value, "a text that is not empty");
    }
    return Optional.empty();
  }

  /** Whether the key is there. */
  boolean has(String key) {
    return members.containsKey(key);
  }

  /** Whether something is so. */
  boolean flag(String key, boolean otherwise) {
    Object value = members.getOrDefault(key, otherwise);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw bad(key, value, "true or false");
  }

  /** A whole number within bounds, as a number or as a text of digits. */
  int number(String key, int least, int most, int otherwise) {
    Object value = members.getOrDefault(key, otherwise);
    Optional<Integer> number = number(String.valueOf(value));
    boolean isWhole = value instanceof Number || value instanceof String;
    if (!isWhole || number.filter(given -> given >= least && given <= most).isEmpty()) {
      throw bad(key, value, "a whole number of " + least + " to " + most);
    }
    return number.get();
  }

  /** The number that a text of digits is. */
  static Optional<Integer> number(String text) {
    return text.matches("-?[0-9]{1," + MOST_DIGITS + "}")
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }

  /** That a value is not what it must be. */
  IllegalArgumentException bad(String key, @Nullable Object value, String must) {
    String shown = value instanceof String ? "'" + value + "'" : String.valueOf(value);
    return new IllegalArgumentException("%s: %s %s is not %s".formatted(file, key, shown, must));
  }
}
