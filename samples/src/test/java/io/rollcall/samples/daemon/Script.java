package io.rollcall.samples.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.ClassPath;
import io.rollcall.processes.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A shell script of {@code samples/daemon} that runs, and the lines that it has printed. */
final class Script {
  private static final List<String> VARIABLES =
      List.of(
          "MANAGER",
          "UPLINK",
          "PORT",
          "BIND",
          "NETWORKS",
          "SURVEY",
          "PUBSUB",
          "NAME",
          "IP",
          "JAVA_HOME",
          "JAVA_OPTS");
  private static final Pattern STARTED = Pattern.compile(" has started at tcp://\\*:([0-9]+)");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Child child;

  /** Runs this command, with these variables and no other that means something to a daemon. */
  Script(Children children, List<String> command, Map<String, String> variables) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Surefire runs in the module's folder.
    builder.directory(Path.of("daemon").toFile());
    Map<String, String> environment = builder.environment();
    VARIABLES.forEach(environment::remove);
    environment.put("ROLLCALL_CLASSPATH", ClassPath.of(Script.class));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    List<String> flags = new ArrayList<>(Children.SMALL);
    flags.addAll(Children.inherited());
    environment.put("JAVA_OPTS", String.join(" ", flags));
    environment.putAll(variables);
    child = children.start(String.join(" ", command), builder, this::note);
  }

  private void note(Line line) {
    lines.add(line.toString());
  }

  Child child() {
    return child;
  }

  /** What it has printed so far; the last is {@link Child#ENDED}. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** What it prints until it ends. */
  List<String> awaitOutput() {
    String last = Child.ENDED.toString();
    await().untilAsserted(() -> assertThat(lines).endsWith(last));
    return lines.subList(0, lines.size() - 1);
  }

  /** The ports of the daemons that say that they have started, in their order. */
  List<Integer> ports() {
    return lines.stream()
        .map(STARTED::matcher)
        .filter(Matcher::find)
        .map(matcher -> Integer.valueOf(matcher.group(1)))
        .toList();
  }

  /** The processes that it has started. */
  List<ProcessHandle> descendants() {
    return ProcessHandle.of(child.pid()).stream().flatMap(ProcessHandle::descendants).toList();
  }

  @Override
  public String toString() {
    return Stream.concat(Stream.of(child.name()), lines.stream()).toList().toString();
  }
}
