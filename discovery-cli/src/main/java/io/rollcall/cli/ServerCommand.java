package io.rollcall.cli;

import io.rollcall.cli.web.Page;
import io.rollcall.cli.web.PageOptions;
import io.rollcall.cli.web.Subject;
import io.rollcall.discovery.Server;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A survey server. */
@Command(
    name = "server",
    description = "Runs a survey server until it is told to end.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended",
      "1:a port can't be bound, or a file of keys can't be read",
      "2:bad use",
      "129, 130, 143:ended by SIGHUP, SIGINT, SIGTERM"
    })
final class ServerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice choice = new ServerChoice();
  @Mixin private Preset preset = new Preset();
  @Mixin private WebChoice web = new WebChoice();

  private ServerCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Logging.level("info");
    Optional<PageOptions> options = web.options();
    PrintWriter out = spec.commandLine().getOut();
    try (Server server =
            Server.start(choice.urlServer(), choice.urlPubSub(), choice.options(preset.options()));
        @Nullable Page page =
            options.map(each -> Page.start(Subject.of(server), each)).orElse(null)) {
      Shutdown.closes(server);
      out.printf("surveys at %s, publishes at %s%n", server.urlServer(), server.urlPubSub());
      if (page != null) {
        out.printf("page at %s%n", page.url());
      }
      out.flush();
      server.await();
    }
    return ExitCode.OK;
  }
}
