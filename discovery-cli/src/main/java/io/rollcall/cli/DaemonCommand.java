package io.rollcall.cli;

import io.rollcall.daemon.Daemon;
import io.rollcall.daemon.DaemonBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A manager or a worker, beside any application. */
@Command(
    name = "daemon",
    description = {
      "Runs a manager, or a worker of one, until it is told to end.",
      "Where an option is missing, the daemon's own variables count: MANAGER, UPLINK, PORT, BIND,"
          + " NETWORKS, SURVEY, PUBSUB, NAME."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended",
      "1:its port can't be bound, or the server's keys can't be read",
      "2:bad use",
      "129, 130, 143:ended by SIGHUP, SIGINT, SIGTERM"
    })
final class DaemonCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerChoice server = new ServerChoice();

  @Option(names = "--manager", description = "It is a manager: workers register with it.")
  private boolean manager;

  @Option(
      names = "--uplink",
      paramLabel = "HOST:PORT",
      description = "It is a worker of this manager; several joined by commas.")
  private @Nullable String uplink;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where it listens; 0 for a free one. Default: 8081")
  private @Nullable Integer port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "At which address of its host it listens. Default: all")
  private @Nullable String bind;

  @Option(
      names = "--allow",
      paramLabel = "NETWORKS",
      description = "From where workers may register, as 10.0.0.0/8,fd00::/8. Default: everywhere")
  private @Nullable String allow;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Under which name it joins a server. Default: its address and port")
  private @Nullable String name;

  private DaemonCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Logging.level("info");
    try (Daemon daemon = builder().build()) {
      Shutdown.closes(daemon);
      daemon.start();
      spec.commandLine().getOut().printf("listens at port %d%n", daemon.port());
      spec.commandLine().getOut().flush();
      daemon.await();
    }
    return ExitCode.OK;
  }

  private DaemonBuilder builder() {
    DaemonBuilder builder = Daemon.builder(variables()).options(server.options());
    if (manager) {
      builder.manager();
    }
    if (joinsGivenServer()) {
      builder.server(server.urlServer(), server.urlPubSub());
    }
    if (uplink != null) {
      builder.uplink(uplink);
    }
    if (port != null) {
      builder.port((int) Bounds.check("--port", port));
    }
    if (bind != null) {
      builder.host(bind);
    }
    if (allow != null) {
      builder.allow(allow);
    }
    return name == null ? builder : builder.name(name);
  }

  /** The daemon's own, without those that an option overrides: they may be malformed. */
  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    overrides("MANAGER", manager, variables);
    overrides("UPLINK", uplink != null, variables);
    overrides("PORT", port != null, variables);
    overrides("BIND", bind != null, variables);
    overrides("NETWORKS", allow != null, variables);
    overrides("NAME", name != null, variables);
    overrides("SURVEY", joinsGivenServer(), variables);
    overrides("PUBSUB", joinsGivenServer(), variables);
    return variables;
  }

  private static void overrides(String variable, boolean given, Map<String, String> variables) {
    if (given) {
      variables.remove(variable);
    }
  }

  private boolean joinsGivenServer() {
    return isGiven("--url-server") || isGiven("--url-pubsub");
  }

  /** What operators set once for all commands makes no daemon join a server. */
  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }
}
