package io.rollcall.cli;

import io.rollcall.discovery.Server;
import io.rollcall.nanomsg.NanomsgGateway;
import io.rollcall.nanomsg.NanomsgOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A survey server, and beside it a gateway for peers that speak nanomsg's protocols. */
@Command(
    name = "nanomsg",
    description = {
      "Runs a survey server with a gateway, until it is told to end.",
      "Processes of nanomsg, nng and gopherdiscovery are members by the gateway."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended",
      "1:a port can't be bound, or a file of keys can't be read",
      "2:bad use",
      "129, 130, 143:ended by SIGHUP, SIGINT, SIGTERM"
    })
final class NanomsgCommand implements Callable<Integer> {
  private static final String SURVEY = "tcp://127.0.0.1:7657";
  private static final String PUBSUB = "tcp://127.0.0.1:7658";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice choice = new ServerChoice();
  @Mixin private Preset preset = new Preset();

  @Option(
      names = "--nanomsg-survey",
      paramLabel = "URL",
      description =
          "Where the gateway surveys: tcp://HOST:PORT or ipc:///PATH; several joined by commas."
              + " Default: "
              + SURVEY)
  private String survey = SURVEY;

  @Option(
      names = "--nanomsg-pubsub",
      paramLabel = "URL",
      description = "Where the gateway publishes, in the same form. Default: " + PUBSUB)
  private String pubSub = PUBSUB;

  @Option(
      names = "--pulse",
      paramLabel = "MILLIS",
      description =
          "How long a late subscriber of the gateway waits for the names at most."
              + " Default: ${DEFAULT-VALUE}")
  private long pulse = NanomsgOptions.defaults().pulse().toMillis();

  private NanomsgCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Logging.level("info");
    NanomsgOptions options =
        NanomsgOptions.defaults().withPulse(Duration.ofMillis(Bounds.check("--pulse", pulse)));
    try (Server server =
            Server.start(choice.urlServer(), choice.urlPubSub(), choice.options(preset.options()));
        NanomsgGateway gateway = NanomsgGateway.start(server, survey, pubSub, options)) {
      Shutdown.closes(server);
      PrintWriter out = spec.commandLine().getOut();
      out.printf("surveys at %s, publishes at %s%n", server.urlServer(), server.urlPubSub());
      out.printf(
          "for nanomsg it surveys at %s, publishes at %s%n",
          gateway.urlSurvey(), gateway.urlPubSub());
      out.flush();
      server.await();
    }
    return ExitCode.OK;
  }
}
