package io.rollcall.cli;

import io.rollcall.cli.Program.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/** The program's command line in this JVM: for what it says before it starts anything. */
final class InProcess {
  private InProcess() {}

  /** Runs it with these variables, and no others. */
  static Result run(Map<String, String> environment, String... args) {
    Map<String, String> all = new HashMap<>(Map.of("XDG_CONFIG_HOME", "/nonexistent"));
    all.putAll(environment);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Rollcall.run(all, new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Result(exit, out.toString(), err.toString());
  }
}
