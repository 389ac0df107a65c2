package io.rollcall.cli;

import io.rollcall.discovery.thread.LibraryThreads;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A terminal whose keys are read one by one and are not shown, by {@code stty}. Where there is none
 * a line has to be ended. Thread-safe.
 */
final class Keyboard {
  private static final File TERMINAL = new File("/dev/tty");

  private String before = "";

  /** Reads keys from now on. */
  synchronized void begin() {
    before = stty("-g");
    if (!before.isEmpty()) {
      stty("-icanon", "-echo", "min", "1", "time", "0");
    }
  }

  /** Gives the terminal back as it was. */
  synchronized void end() {
    if (!before.isEmpty()) {
      stty(before);
      before = "";
    }
  }

  /** Does this once the key was pressed. At the end of the input it is never pressed. */
  static void onKey(char key, Runnable action) {
    Thread reader = LibraryThreads.daemon("rollcall-keys", () -> read(System.in, key, action));
    reader.start();
  }

  static void read(InputStream input, char key, Runnable action) {
    try {
      int read = input.read();
      while (read >= 0 && read != key) {
        read = input.read();
      }
      if (read == key) {
        action.run();
      }
    } catch (IOException noInput) {
      // As at its end.
    }
  }

  private static String stty(String... words) {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(words));
    try {
      Process stty =
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(TERMINAL))
              .redirectError(Redirect.DISCARD)
              .start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return stty.waitFor() == 0 ? said.strip() : "";
    } catch (IOException noTerminal) {
      return "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
