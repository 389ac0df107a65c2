package io.rollcall.cli;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A member for as long as it, or a command that it starts, lives. */
@Command(
    name = "join",
    description = {
      "Is a member until it is told to end, or as long as COMMAND lives.",
      "It starts COMMAND at once, whether a server is there or not, and passes on SIGINT, SIGTERM"
          + " and SIGHUP to it. When COMMAND ends the member leaves with a goodbye."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "1:failed: a file of keys can't be read",
      "2:bad use",
      "126:COMMAND can't be run",
      "127:COMMAND is not there",
      "129, 130, 143:without COMMAND: ended by SIGHUP, SIGINT, SIGTERM",
      "else:that of COMMAND; 128 and the signal's number if a signal ended it"
    })
final class JoinCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();

  @Parameters(index = "0", paramLabel = "NAME", description = "Who it is.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "What it starts, with its arguments, behind --.")
  private List<String> command = new ArrayList<>();

  @Option(names = "--type", paramLabel = "TYPE", description = "What kind of member it is.")
  private String type = "";

  @Option(
      names = "--attr",
      paramLabel = "KEY=VALUE",
      // No word holds it; so many lines of a file become so many values.
      split = "\0",
      hideParamSyntax = true,
      description = "What else it says of itself; any number of times.")
  private List<String> attributes = new ArrayList<>();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Status status = Status.ONLINE;

  private JoinCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Member self = self();
    // Before it joins: a command that can't be run was never a member.
    int unable =
        command.isEmpty() ? ExitCode.OK : Executable.check(command.get(0), System.getenv());
    if (unable != ExitCode.OK) {
      return unable(unable == Executable.NOT_THERE ? "is not there" : "can't be run", unable);
    }
    try (Client client = Client.start(server.urlServer(), self, server.options());
        Standing standing =
            new Standing(
                self.name(), server.urlServer(), server.options(), spec.commandLine().getErr())) {
      self.fault().ifPresent(this::warn);
      if (!command.isEmpty()) {
        standing.follow(client);
        return run();
      }
      standing.onJoined(this::sayJoined);
      standing.follow(client);
      Shutdown.closes(client);
      standing.awaitEnd();
    }
    return ExitCode.OK;
  }

  private Member self() {
    Member self = Member.named(name).withType(type).withStatus(status);
    Map<String, String> all = attributes();
    try {
      return self.withAttributes(all);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("--attr: " + malformed.getMessage(), malformed);
    }
  }

  private void warn(String fault) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        Table.clean(
            "rollcall: warning: '%s' will not be picked by others: %s".formatted(name, fault)));
    err.flush();
  }

  /** As they stand: the map of picocli would drop a key that comes twice, and quotes. */
  private Map<String, String> attributes() {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String each : attributes) {
      int end = each.indexOf('=');
      if (end <= 0) {
        throw new IllegalArgumentException("--attr '" + each + "': it must be KEY=VALUE");
      }
      String key = each.substring(0, end);
      if (pairs.put(key, each.substring(end + 1)) != null) {
        throw new IllegalArgumentException("--attr '" + each + "': '" + key + "' is given twice");
      }
    }
    return pairs;
  }

  private void sayJoined() {
    spec.commandLine().getOut().println("joined as " + Table.clean(name));
    spec.commandLine().getOut().flush();
  }

  private int run() throws InterruptedException {
    if (ProcessHandle.current().pid() == 1) {
      spec.commandLine()
          .getErr()
          .println(
              "rollcall: Java is process 1 and does not reap the orphans of others; start the"
                  + " container with an init, as by docker run --init");
    }
    try {
      return CommandProcess.run(command);
    } catch (IOException failed) {
      return unable("can't be run: " + failed.getMessage(), Executable.NOT_RUNNABLE);
    }
  }

  private int unable(String why, int code) {
    spec.commandLine().getErr().printf("rollcall: command '%s' %s%n", command.get(0), why);
    return code;
  }
}
