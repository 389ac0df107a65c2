package io.rollcall.cli;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.Subscriber;
import io.rollcall.mesh.FailureCause;
import io.rollcall.mesh.Mesh;
import io.rollcall.mesh.MeshException;
import io.rollcall.mesh.MeshOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command takes part in a mesh: the same options for each of them. */
final class MeshGuest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What it does there; its exit code. */
  interface Visit {
    int with(Mesh guest);
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "By which name the nodes know it. Default: rollcall- and its process id")
  private String name = "rollcall-" + ProcessHandle.current().pid();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for the roster, and for a node. Default: ${DEFAULT-VALUE}")
  private int timeout = 10;

  /**
   * Does something once the roster is known. Where a node fails it, the error is printed.
   *
   * @throws DiscoveryException if no server is heard in time
   */
  int visit(ServerChoice server, Visit visit) throws InterruptedException {
    Duration patience = Bounds.patience(timeout);
    MeshOptions options =
        MeshOptions.builder()
            .discovery(server.options())
            .requestTimeout(patience)
            .retryTimeout(patience.compareTo(MINUTE) < 0 ? patience : MINUTE)
            .build();
    try (Subscriber subscriber = Subscriber.start(server.urlPubSub(), server.options());
        Mesh guest = Mesh.guest(subscriber, name, options)) {
      if (!guest.awaitReady(patience)) {
        throw new DiscoveryException(
            "no server was heard at '%s' within %d s".formatted(server.urlPubSub(), timeout), null);
      }
      return visit.with(guest);
    } catch (CompletionException thrown) {
      if (thrown.getCause() instanceof MeshException failed) {
        return failed(failed);
      }
      throw thrown;
    }
  }

  private int failed(MeshException failed) {
    PrintWriter err = command.commandLine().getErr();
    err.println("rollcall: " + Table.clean(String.valueOf(failed.getMessage())));
    err.flush();
    return exitCode(failed.cause());
  }

  /** What the program ends with where something failed for this cause. */
  static int exitCode(FailureCause cause) {
    return switch (cause) {
      case NO_SUCH_NODE -> ExitCode.NOT_FOUND;
      case TIMED_OUT -> ExitCode.TIMEOUT;
      default -> ExitCode.FAILED;
    };
  }
}
