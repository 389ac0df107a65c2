package io.rollcall.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether Java has read the arguments and variables as they are. It reads them by the charset of
 * the locale before the program runs, and what that charset does not know is lost: in the locale
 * {@code C} all beyond ASCII. The launcher starts it with a locale of UTF-8.
 */
final class NativeText {
  private static final Path ARGUMENTS = Path.of("/proc/self/cmdline");
  private static final Path VARIABLES = Path.of("/proc/self/environ");
  private static final char REPLACEMENT = '\ufffd';

  private NativeText() {}

  /**
   * Looks at the arguments and the variables {@code ROLLCALL_…}.
   *
   * @throws IllegalArgumentException if one of them is lost
   */
  static void check(String... args) {
    String charset = System.getProperty("sun.jnu.encoding", "UTF-8");
    if (!charset.equalsIgnoreCase("UTF-8")) {
      for (String each : entries(ARGUMENTS)) {
        checkAscii("argument", each, charset);
      }
      for (String each : entries(VARIABLES)) {
        if (each.startsWith("ROLLCALL_")) {
          checkAscii("variable", each, charset);
        }
      }
    }
    for (String each : args) {
      if (each.indexOf(REPLACEMENT) >= 0) {
        throw new IllegalArgumentException("argument '" + each + "' is not in UTF-8");
      }
    }
  }

  private static void checkAscii(String what, String text, String charset) {
    if (!text.chars().allMatch(each -> each < 128)) {
      throw new IllegalArgumentException(
          ("%s '%s' is beyond ASCII, and in this locale Java reads it in %s: set LC_ALL=C.UTF-8, or"
                  + " start rollcall by its launcher")
              .formatted(what, text, charset));
    }
  }

  /** None where there is no such file: other systems than Linux read UTF-8. */
  private static List<String> entries(Path file) {
    try {
      return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0", -1));
    } catch (IOException notThere) {
      return List.of();
    }
  }
}
