package io.rollcall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rollcall.processes.ClassPath;
import io.rollcall.processes.Leash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The real program as a process, which ends with this JVM. */
final class Program implements AutoCloseable {
  /** How long nothing that is awaited takes, however slow the machine is. */
  static final long PATIENCE_SECONDS = 60;

  /** How a run ended: its exit code, and what it said on its two streams. */
  record Result(int exit, String out, String err) {}

  /** What it has said on standard output so far. */
  final List<String> out = new CopyOnWriteArrayList<>();

  /** What it has said on standard error so far. */
  final List<String> err = new CopyOnWriteArrayList<>();

  private final Process process;
  private final CompletableFuture<Void> read;

  private Program(Process process) {
    this.process = process;
    this.read =
        CompletableFuture.allOf(
            CompletableFuture.runAsync(
                () -> read(process.inputReader(UTF_8), out), Program::thread),
            CompletableFuture.runAsync(
                () -> read(process.errorReader(UTF_8), err), Program::thread));
  }

  /** Runs it to its end. */
  static Result run(String... args) {
    return run(Map.of(), args);
  }

  /** Runs it to its end, with these variables in its environment. */
  static Result run(Map<String, String> environment, String... args) {
    try (Program program = start(environment, args)) {
      int exit = program.awaitExit();
      return new Result(exit, text(program.out), text(program.err));
    }
  }

  static Program start(String... args) {
    return start(Map.of(), args);
  }

  static Program start(Map<String, String> environment, String... args) {
    return start(environment, Path.of("/dev/null"), args);
  }

  /** With this file as its standard input. */
  static Program start(Map<String, String> environment, Path input, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                ClassPath.of(Rollcall.class),
                Rollcall.class.getName()));
    command.addAll(List.of(args));
    return startCommand(environment, input, command);
  }

  /** Runs a script of sh to its end, in which this program is {@code $1}. */
  static Result runScript(Map<String, String> environment, Path program, String script) {
    try (Program shell = startScript(environment, program, script)) {
      int exit = shell.awaitExit();
      return new Result(exit, text(shell.out), text(shell.err));
    }
  }

  /** Starts a script of sh, in which this program is {@code $1}. */
  static Program startScript(Map<String, String> environment, Path program, String script) {
    return startCommand(
        environment,
        Path.of("/dev/null"),
        List.of("sh", "-c", script, "script", program.toString()));
  }

  private static Program startCommand(
      Map<String, String> environment, Path input, List<String> program) {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <\"$0\"", input.toString()));
    command.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(Leash.command(command));
    // Nobody's own configuration counts.
    builder.environment().keySet().removeIf(name -> name.startsWith("ROLLCALL_"));
    builder.environment().put("XDG_CONFIG_HOME", "/nonexistent");
    // But for the transport that these tests run on.
    String transport = System.getProperty("rollcall.transport");
    if (transport != null) {
      builder.environment().put("ROLLCALL_TRANSPORT", transport);
    }
    builder.environment().putAll(environment);
    try {
      return new Program(builder.start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  /** Sends it a signal: {@code INT}, {@code TERM}, {@code STOP} ... */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The first line on standard output that matches, as soon as it is there. */
  String awaitLine(String regex) {
    return Awaitility.await()
        .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .until(
            () -> out.stream().filter(line -> line.matches(regex)).findFirst().orElse(""),
            line -> !line.isEmpty());
  }

  /** Reads no more of what it says, as {@code head} does. */
  void closeOutput() throws IOException {
    process.getInputStream().close();
  }

  int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it has not ended; it said " + out + " " + err);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    read.join();
    return process.exitValue();
  }

  /** Ends it, however it is. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static void read(BufferedReader stream, List<String> lines) {
    try (stream) {
      String line = stream.readLine();
      while (line != null) {
        lines.add(line);
        line = stream.readLine();
      }
    } catch (IOException ended) {
      // It was killed in the middle of a line.
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "reads the program");
    thread.setDaemon(true);
    thread.start();
  }
}
