package io.rollcall.processes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs are found. */
public final class SearchPath {
  private SearchPath() {}

  /** Where the PATH leads to for such a program. */
  public static Optional<Path> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether the PATH leads to such a program. */
  public static boolean has(String program) {
    return find(program).isPresent();
  }
}
