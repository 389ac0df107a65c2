package io.rollcall.samples.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The processes that the director started. When the director's JVM ends, for whatever reason, so do
 * they: by its shutdown hook or, if it had no time for that, since their standard input closes.
 */
public final class Troupe {
  private static final Duration MANNERS = Duration.ofSeconds(2);

  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(() -> children.forEach(Child::kill), "ends the children");

  /** Nobody yet. */
  public Troupe() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts a JVM like this one with the main method of this class. */
  public Child play(String name, Class<?> role, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC"));
    // Standard output is for lines, so what the JVM itself has to say goes to standard error.
    command.addAll(List.of("-Xlog:disable", "-Xlog:all=warning:stderr"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", String.join(File.pathSeparator, ClassPath.entries())));
    command.add(role.getName());
    command.addAll(List.of(args));
    return start(name, command);
  }

  /** Starts another program. */
  public Child start(String name, List<String> command) throws IOException {
    Child child = Child.start(name, command);
    children.add(child);
    return child;
  }

  /** Ends all, with violence if it must; tells which had to be forced. */
  public Optional<String> end() throws InterruptedException {
    children.forEach(Child::letGo);
    List<String> forced = new ArrayList<>();
    for (Child child : children) {
      if (!child.awaitEnd(MANNERS)) {
        forced.add(child.name());
        child.kill();
        child.awaitEnd(MANNERS);
      }
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // Then the hook has run and found nobody.
    }
    return forced.isEmpty() ? Optional.empty() : Optional.of("Had to be forced to end: " + forced);
  }
}
