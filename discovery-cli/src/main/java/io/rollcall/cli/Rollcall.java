package io.rollcall.cli;

import io.rollcall.discovery.DiscoveryException;
import io.rollcall.discovery.thread.LibraryThreads;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: its command line, and what becomes of its errors. */
@Command(
    name = "rollcall",
    description = "Processes that find each other.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it did what was asked",
      "1:it could not",
      "2:the command line, a variable or the configuration file is malformed",
      "3:what was asked for is not there",
      "4:what was waited for did not come in time",
      "128 + N:signal N ended it"
    },
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
  // OptionSources reads it, before the others have their values.
  @SuppressWarnings("UnusedVariable")
  private String config = "";

  Rollcall() {}

  /** Ends the JVM with the command's exit code. */
  public static void main(String[] args) {
    // The first random number takes long; meanwhile the command line is read.
    LibraryThreads.daemon("rollcall-random", UUID::randomUUID).start();
    // What is printed looks the same in each locale: its digits, and its charset.
    Locale.setDefault(Locale.ROOT);
    System.setErr(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    System.exit(run(args));
  }

  /** Does what these say, in this process's environment; the exit code. */
  static int run(String... args) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    StandardOutput out = new StandardOutput(err);
    PrintWriter writer = out.writer();
    int code = run(System.getenv(), writer, err, args);
    writer.flush();
    return out.exitCode(code);
  }

  /** Does what these say, with these variables and streams; the exit code. */
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
    CommandLine program = new CommandLine(new Rollcall());
    Commands.addTo(program, args);
    takeLiterally(program);
    program
        .setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.ansi()));
    try {
      NativeText.check(args);
      Logging.check(environment);
      OptionSources sources = OptionSources.of(args, environment);
      if (sources.file().repeats() || !Commands.keys(program).containsAll(sources.file().keys())) {
        sources.file().check(Commands.keys(), Commands.repeatableKeys());
      }
      program.setDefaultValueProvider(sources);
    } catch (IllegalArgumentException malformed) {
      return fail(program, malformed, ExitCode.USAGE);
    }
    return program
        .setParameterExceptionHandler(new Misuse())
        .setExecutionExceptionHandler(new Failure())
        .execute(args);
  }

  /**
   * A word means what it says. Of what picocli does by default: no {@code @FILE} is replaced by the
   * words in that file, also behind {@code --}; {@code -hV} is not {@code -h -V}; an option is not
   * taken for the value of the one before it. What it does only if asked is not asked for:
   * abbreviations, trimmed quotes, options in any case. That <code>${…}</code> stands for a
   * property or variable is for the help texts alone; {@link OptionSources} takes care of that.
   */
  private static void takeLiterally(CommandLine program) {
    program
        .setExpandAtFiles(false)
        .setPosixClusteredShortOptionsAllowed(false)
        .setUnmatchedOptionsAllowedAsOptionParameters(false)
        .setTrimQuotes(false)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new MissingCommand(spec.commandLine(), "a command is missing");
  }

  /** Bad use that only the list of commands mends. */
  static final class MissingCommand extends ParameterException {
    private static final long serialVersionUID = 1;

    MissingCommand(CommandLine command, String message) {
      super(command, message);
    }
  }

  /** One line for one error. */
  private static final class Misuse implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException thrown, String[] args) {
      CommandLine command = thrown.getCommandLine();
      fail(command, thrown, ExitCode.USAGE);
      if (thrown instanceof MissingCommand) {
        command.usage(command.getErr(), command.getColorScheme());
      } else {
        UnmatchedArgumentException.printSuggestions(thrown, command.getErr());
        command.getErr().printf("See '%s --help'.%n", command.getCommandSpec().qualifiedName(" "));
      }
      command.getErr().flush();
      return ExitCode.USAGE;
    }
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
    String message = Bounds.fault(thrown).orElseGet(() -> Reason.message(thrown));
    message += GivenValue.explain(command, thrown, message);
    // No style of picocli's own, as '@|bold x|@', is taken from the message.
    Ansi ansi = command.getColorScheme().ansi();
    String text = "rollcall: " + Table.clean(message);
    err.println(ansi.enabled() ? Ansi.Style.fg_red.on() + text + Ansi.Style.reset.on() : text);
    err.flush();
    return code;
  }
}
