package io.rollcall.discovery.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A change to one of the library's sources.
 *
 * @param file the source, below the package of the library
 * @param original what stands there once
 * @param replacement what is put in its place
 */
public record Patch(String file, String original, String replacement) {
  private static final Path SOURCES =
      Path.of("../discovery-core/src/main/java/io/rollcall/discovery");

  /** The sources of the library's unit tests. */
  static final Path TESTS = Path.of("../discovery-core/src/test/java");

  /** The file as it stands. */
  static String source(String file) {
    return read(SOURCES.resolve(file));
  }

  /** A unit test, by its path below the library's package. */
  static String test(String file) {
    return read(TESTS.resolve("io/rollcall/discovery").resolve(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * The file with this change alone.
   *
   * @throws IllegalStateException if the original does not stand in it exactly once
   */
  public String patched() {
    return applyTo(source(file));
  }

  /** This source of the file, changed. */
  String applyTo(String source) {
    int at = source.indexOf(original);
    if (at < 0 || at != source.lastIndexOf(original)) {
      throw new IllegalStateException(file + " does not hold exactly once: " + original);
    }
    return source.replace(original, replacement);
  }
}
