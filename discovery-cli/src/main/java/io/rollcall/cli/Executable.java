package io.rollcall.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether a command can be run, as shells say it by their exit codes. Stateless. */
final class Executable {
  /** There is no such file. */
  static final int NOT_THERE = 127;

  /** There is one, that is no program. */
  static final int NOT_RUNNABLE = 126;

  private Executable() {}

  /** {@link ExitCode#OK}, or why not. */
  static int check(String command, Map<String, String> environment) {
    List<Path> places =
        command.contains("/")
            ? List.of(Path.of(command))
            : Stream.of(
                    environment.getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, command))
                .toList();
    List<Path> there = places.stream().filter(Files::exists).toList();
    if (command.isEmpty() || there.isEmpty()) {
      return NOT_THERE;
    }
    boolean runnable =
        there.stream().anyMatch(each -> Files.isRegularFile(each) && Files.isExecutable(each));
    return runnable ? ExitCode.OK : NOT_RUNNABLE;
  }
}
