package io.rollcall.processes;

import java.util.ArrayList;
import java.util.List;

/**
 * The command of a foreign program that ends with whoever starts it.
 *
 * <p>A program that reads no standard input does not notice that its starter is gone. So a shell
 * watches over its input, and kills the program (SIGKILL) when that closes or a line comes: the
 * input of a {@link Process} closes when it is told to, or when this JVM ends, however that ends.
 * The process is the program itself: its id, its exit code, its output.
 */
public final class Leash {
  /** The watcher is there first, so that the program is never alone. */
  private static final String SCRIPT =
      """
      exec 3<&0
      { read end; kill -9 $$; } <&3 3<&- >/dev/null 2>&1 &
      exec "$@" </dev/null 3<&-
      """;

  private Leash() {}

  /** Starts this program, which is found on the PATH, with these arguments. */
  public static List<String> command(List<String> program) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "leash"));
    command.addAll(program);
    return command;
  }
}
