package io.rollcall.cli;

import io.rollcall.discovery.DiscoveryException;
import java.io.PrintWriter;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The program: its command line, and what becomes of its errors. */
@Command(
    name = "rollcall",
    description = "Processes that find each other.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND")
final class Rollcall implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Properties that stand in for options, as url-server=tcp://HOST:PORT.")
  @SuppressWarnings("UnusedVariable") // Defaults reads it, before the others have their values.
  private String config = "";

  private Rollcall() {}

  /** Ends the JVM with the command's exit code. */
  public static void main(String[] args) {
    // The first random number takes long; meanwhile the command line is read.
    Thread random = new Thread(UUID::randomUUID, "rollcall-random");
    random.setDaemon(true);
    random.start();
    System.exit(run(args));
  }

  /** Does what these say; the exit code. */
  static int run(String... args) {
    CommandLine program = new CommandLine(new Rollcall());
    Commands.addTo(program, args);
    try {
      program.setDefaultValueProvider(Defaults.of(args, System.getenv()));
    } catch (IllegalArgumentException malformed) {
      return fail(program, malformed, ExitCode.USAGE);
    }
    return program
        .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.ansi()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failure())
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** No lambda, since archives of classes leave those of picocli's types out. */
  private static final class Failure implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed)
        throws Exception {
      return failed(command, thrown);
    }
  }

  private static int failed(CommandLine command, Exception thrown) throws Exception {
    if (thrown instanceof IllegalArgumentException) {
      return fail(command, thrown, ExitCode.USAGE);
    }
    if (thrown instanceof DiscoveryException
        || thrown instanceof java.io.IOException
        || thrown instanceof java.io.UncheckedIOException) {
      return fail(command, thrown, ExitCode.FAILED);
    }
    throw thrown;
  }

  private static int fail(CommandLine command, Exception thrown, int code) {
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText("rollcall: " + thrown.getMessage()));
    err.flush();
    return code;
  }
}
