package io.rollcall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of a process in {@code /proc/PID/stat}, as proc(5) numbers it. Immutable. */
final class ProcessStat {
  private static final Path PROC = Path.of("/proc");

  private static final int FIRST_BEHIND_NAME = 3;
  private static final int GROUP = 5;
  private static final int FOREGROUND_GROUP = 8;
  private static final int START = 22;

  private final List<String> behindName;

  private ProcessStat(List<String> behindName) {
    this.behindName = behindName;
  }

  /** Whether this system tells such things. */
  static boolean isTold() {
    return Files.exists(PROC.resolve("self/stat"));
  }

  /**
   * Of a process.
   *
   * @param pid its id, or {@code self}
   * @throws IOException if there is no such process
   */
  static ProcessStat of(String pid) throws IOException {
    return parse(Files.readString(PROC.resolve(pid).resolve("stat")));
  }

  static ProcessStat parse(String stat) {
    // The name stands in parentheses, and may hold anything.
    String fields = stat.substring(stat.lastIndexOf(')') + 1).strip();
    return new ProcessStat(List.of(fields.split(" ", -1)));
  }

  /** Whether a terminal's Ctrl-C reaches it. */
  boolean isForeground() {
    return field(GROUP).equals(field(FOREGROUND_GROUP));
  }

  /** The clock tick of its start: another process that gets its id later has another one. */
  String start() {
    return field(START);
  }

  private String field(int number) {
    return behindName.get(number - FIRST_BEHIND_NAME);
  }
}
