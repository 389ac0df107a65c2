package io.rollcall.samples.nanomsg;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Leash;
import io.rollcall.processes.SearchPath;
import java.util.ArrayList;
import java.util.List;

/** The program {@code nanocat}, which comes with nanomsg. It ends with the director. */
final class Nanocat {
  private static final String PROGRAM = "nanocat";

  private Nanocat() {}

  /** Whether there is such a program. */
  static boolean isInstalled() {
    return SearchPath.has(PROGRAM);
  }

  /** Answers every survey with this name, which makes it a member. */
  static Child member(Children children, String urlSurvey, String name) {
    return start(children, name, "--respondent", "--connect", urlSurvey, "-D", name);
  }

  /**
   * Prints every message in quotes on a line of its own. Into a pipe too each line comes at once:
   * nanocat flushes after every message, so it needs no {@code stdbuf -oL}.
   */
  static Child subscriber(Children children, String urlPubSub) {
    return start(children, "nanocat --sub", "--sub", "--connect", urlPubSub, "--quoted");
  }

  private static Child start(Children children, String name, String... args) {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    command.addAll(List.of(args));
    System.out.println("  $ " + String.join(" ", command));
    return children.start(name, Leash.command(command));
  }
}
