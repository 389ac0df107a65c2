package io.rollcall.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a check of {@code doctor} found. Immutable.
 *
 * @param check what was looked at, a word
 * @param text what was found
 * @param advice what to do; empty if nothing needs to be done
 */
record Finding(Level level, String check, String text, String advice) {
  /** How bad it is. */
  enum Level {
    /** As it should be. */
    OK,
    /** It works, or may work, and somebody should look at it. */
    WARN,
    /** It does not work. */
    FAIL
  }

  /** What comes from elsewhere is cleaned. */
  Finding {
    text = Table.clean(text);
    advice = Table.clean(advice);
  }

  static Finding ok(String check, String text) {
    return new Finding(Level.OK, check, text, "");
  }

  static Finding warn(String check, String text, String advice) {
    return new Finding(Level.WARN, check, text, advice);
  }

  static Finding fail(String check, String text, String advice) {
    return new Finding(Level.FAIL, check, text, advice);
  }

  /** For programs. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("level", word());
    fields.put("check", check);
    fields.put("text", text);
    if (!advice.isEmpty()) {
      fields.put("advice", advice);
    }
    return fields;
  }

  String word() {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
