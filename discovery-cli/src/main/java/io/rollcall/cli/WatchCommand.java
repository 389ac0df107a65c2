package io.rollcall.cli;

import io.rollcall.discovery.Subscriber;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The roster live. */
@Command(
    name = "watch",
    description = {
      "Shows who is present, and who joins and leaves, until it is told to end.",
      "On a terminal that is a screen which is kept up to date, until the key q; elsewhere a line for each change:"
          + " + joined, - left and why, ~ says something else of itself or was restarted, = was"
          + " there already, * how far the roster can be trusted."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended by the key q",
      "1:failed: a file of keys can't be read",
      "2:bad use",
      "129, 130, 143:ended by SIGHUP, SIGINT (Ctrl-C), SIGTERM",
      "141:nobody reads its output any more"
    })
final class WatchCommand implements Callable<Integer> {
  private static final int SIGPIPE = 13;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();

  @Option(names = "--json", description = "An event a line as JSON, for programs.")
  private boolean json;

  private WatchCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Subscriber subscriber = Subscriber.start(server.urlPubSub(), server.options())) {
      if (!json && Terminal.isThere()) {
        new LiveScreen(subscriber, new RosterPage(server.urlPubSub(), Terminal.ansi()), out).run();
        return out.checkError() ? ExitCode.SIGNAL + SIGPIPE : ExitCode.OK;
      } else {
        Shutdown.closes(subscriber);
        new EventLines(json ? new JsonEvents() : new PlainEvents(), out).print(subscriber);
      }
    }
    // A signal ends it otherwise.
    return ExitCode.SIGNAL + SIGPIPE;
  }
}
