package io.rollcall.cli;

import io.rollcall.cli.Finding.Level;
import io.rollcall.cli.json.Json;
import io.rollcall.discovery.Options;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for what is wrong, here and at the servers, and says what to do. */
@Command(
    name = "doctor",
    description = {
      "Checks endpoints, ports, servers, names, clocks, keys, limits and versions, and says what"
          + " to do.",
      "It joins nothing and changes nothing. Run it where the trouble is, with the options of the"
          + " process that has it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing failed", "1:something failed", "2:bad use"})
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerChoice server = new ServerChoice();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A member to look at: known, present, borne by one alone?")
  private String name = "";

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for each endpoint at most. Default: ${DEFAULT-VALUE}")
  private int timeout = 5;

  private DoctorCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Duration patience = Bounds.patience(timeout);
    Options options = server.options();
    List<Finding> findings = new ArrayList<>();
    EndpointCheck endpoints = new EndpointCheck(patience, findings);
    List<String> surveys = endpoints.reach("--url-server", server.urlServer());
    List<String> publications = endpoints.reach("--url-pubsub", server.urlPubSub());
    boolean keysServe = KeyCheck.of(options.security(), findings);
    if (keysServe) {
      try (LogCapture log = new LogCapture()) {
        ServerCheck answers = new ServerCheck(options, patience, findings, log);
        answers.ask(surveys, name);
        answers.listen(publications, name);
        ClockCheck.of(answers.starts(), findings);
      }
    }
    LimitCheck.of(findings);
    VersionCheck.of(findings);
    print(findings);
    return findings.stream().anyMatch(each -> each.level() == Level.FAIL)
        ? ExitCode.FAILED
        : ExitCode.OK;
  }

  private void print(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(findings.stream().map(Finding::fields).toList()));
    } else {
      for (Finding each : findings) {
        out.printf("%s %-9s %s%n", word(each), each.check(), each.text());
        if (!each.advice().isEmpty()) {
          out.printf("%15s%s%n", "", each.advice());
        }
      }
    }
    out.flush();
  }

  private static String word(Finding finding) {
    String padded = "%-4s".formatted(finding.word());
    Ansi.Style style =
        switch (finding.level()) {
          case OK -> Ansi.Style.fg_green;
          case WARN -> Ansi.Style.fg_yellow;
          case FAIL -> Ansi.Style.fg_red;
        };
    return Terminal.ansi().enabled() ? style.on() + padded + style.off() : padded;
  }
}
