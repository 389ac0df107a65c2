package io.rollcall.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How many lines and columns a terminal has. */
record ScreenSize(int lines, int columns) {
  private static final ScreenSize USUAL = new ScreenSize(24, 80);

  /** By the variables LINES and COLUMNS, if both are set; else by {@code stty}; else 24 by 80. */
  static ScreenSize ofTerminal() throws InterruptedException {
    Map<String, String> environment = System.getenv();
    String set = environment.get("LINES") + " " + environment.get("COLUMNS");
    return isSize(set) ? of(set) : of(asked());
  }

  private static String asked() throws InterruptedException {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.from(new File("/dev/tty")))
              .redirectError(Redirect.DISCARD)
              .start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor();
      return said.strip();
    } catch (IOException noTerminal) {
      return "";
    }
  }

  /** Of {@code LINES COLUMNS}; the usual one of anything else. */
  static ScreenSize of(String text) {
    if (!isSize(text)) {
      return USUAL;
    }
    String[] two = text.split(" ", -1);
    return new ScreenSize(Integer.parseInt(two[0]), Integer.parseInt(two[1]));
  }

  private static boolean isSize(String text) {
    return text.matches("[1-9][0-9]{0,3} [1-9][0-9]{0,3}");
  }
}
