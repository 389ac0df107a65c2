package io.rollcall.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The processes of a run. When this JVM ends, for whatever reason, so do they: by its shutdown hook
 * or, if it had no time for that, since their standard input closes. Thread-safe.
 */
public final class Children implements AutoCloseable {
  /** The flags of a process that is measured. */
  public static final List<String> MEASURED = List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx256m");

  /** The flags of a process that is started to be killed: it starts quickly and takes little. */
  public static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-Xshare:auto");

  private static final String TRANSPORT = "rollcall.transport";
  private static final Duration MANNERS = Duration.ofSeconds(3);

  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(() -> children.forEach(Child::kill), "ends the children");

  /** None yet. */
  public Children() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts a JVM with these flags and the main method of this class. */
  public Child start(String name, List<String> flags, Class<?> role, List<String> args) {
    return start(name, jvm(flags, role, args));
  }

  /** What a command of a JVM begins with: the program of this JVM, and what is inherited. */
  public static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(inherited());
    return command;
  }

  /** The flag of the transport that the tests in this JVM run on, if one was chosen. */
  public static List<String> inherited() {
    String transport = System.getProperty(TRANSPORT, "");
    return transport.isEmpty() ? List.of() : List.of("-D" + TRANSPORT + "=" + transport);
  }

  /** The command of a JVM with these flags and the main method of this class. */
  public static List<String> jvm(List<String> flags, Class<?> role, List<String> args) {
    List<String> command = new ArrayList<>();
    command.addAll(java());
    command.addAll(flags);
    // Standard output is for lines, so what the JVM itself has to say goes to standard error.
    command.addAll(List.of("-Xlog:disable", "-Xlog:all=warning:stderr"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", ClassPath.of(role)));
    command.add(role.getName());
    command.addAll(args);
    return command;
  }

  /** Starts another program. */
  public Child start(String name, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return add(Child.start(name, builder));
    } catch (IOException failed) {
      throw new IllegalStateException(name + " can't be started: " + command, failed);
    }
  }

  /**
   * Starts a program whose lines go to this reader, on a thread of its own, and not to {@link
   * Child#next}. The last is {@link Child#ENDED}.
   */
  public Child start(String name, ProcessBuilder builder, Consumer<Line> lines) {
    try {
      return add(Child.start(name, builder, lines));
    } catch (IOException failed) {
      throw new IllegalStateException(name + " can't be started: " + builder.command(), failed);
    }
  }

  private Child add(Child child) {
    children.add(child);
    return child;
  }

  /** Ends one, with violence if it must. */
  public void end(Child child) throws InterruptedException {
    child.letGo();
    if (!child.awaitEnd(MANNERS)) {
      child.kill();
      child.awaitEnd(MANNERS);
    }
    children.remove(child);
  }

  /** Ends all. */
  @Override
  public void close() throws InterruptedException {
    children.forEach(Child::letGo);
    for (Child child : children) {
      end(child);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // Then the hook has run and found nobody.
    }
  }
}
