package io.rollcall.cli;

import io.rollcall.discovery.Server;
import java.util.concurrent.Callable;
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
      "1:a port can't be bound",
      "2:bad use",
      "130, 143:ended by SIGINT, SIGTERM"
    })
final class ServerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice choice = new ServerChoice();

  private ServerCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Logging.level("info");
    try (Server server = Server.start(choice.urlServer(), choice.urlPubSub(), choice.options())) {
      Shutdown.closes(server);
      spec.commandLine()
          .getOut()
          .printf("surveys at %s, publishes at %s%n", server.urlServer(), server.urlPubSub());
      spec.commandLine().getOut().flush();
      server.await();
    }
    return ExitCode.OK;
  }
}
