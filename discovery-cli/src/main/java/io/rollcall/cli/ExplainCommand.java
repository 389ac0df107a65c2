package io.rollcall.cli;

import io.rollcall.cli.json.ExplanationJson;
import io.rollcall.cli.json.Json;
import io.rollcall.discovery.Explanations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks servers why a member is in or out. */
@Command(
    name = "explain",
    description = {
      "Prints what each server knows of a name: who bears it, or bore it within the last hour,"
          + " and why it left."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a server knows the name",
      "1:no server answered in time, or a file of keys can't be read",
      "2:bad use",
      "3:no server that answered knows the name"
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();

  @Parameters(paramLabel = "NAME", description = "Of a member, present or gone.")
  private String name = "";

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait at most. Default: ${DEFAULT-VALUE}")
  private int timeout = 5;

  private ExplainCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Explanations said =
        Explanations.ask(server.urlServer(), name, Bounds.patience(timeout), server.options());
    spec.commandLine()
        .getOut()
        .println(json ? Json.of(ExplanationJson.of(name, said)) : said.toString());
    spec.commandLine().getOut().flush();
    return said.answers().stream().anyMatch(each -> each.explanation().isKnown())
        ? ExitCode.OK
        : ExitCode.NOT_FOUND;
  }
}
