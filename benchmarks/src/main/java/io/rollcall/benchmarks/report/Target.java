package io.rollcall.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a run's files go: {@code target} of this module, whichever directory the run began in. */
final class Target {
  private Target() {}

  /** The file of this name, in a directory that exists. */
  static Path file(String name) throws IOException {
    Path directory =
        Files.isDirectory(Path.of("benchmarks"))
            ? Path.of("benchmarks", "target")
            : Path.of("target");
    return Files.createDirectories(directory).resolve(name);
  }
}
