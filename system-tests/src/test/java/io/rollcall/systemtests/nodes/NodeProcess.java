package io.rollcall.systemtests.nodes;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Freezer;
import io.rollcall.processes.Line;
import io.rollcall.systemtests.lan.Host;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A {@link Node} as seen from the test that started it. For one thread. */
public final class NodeProcess {
  private static final List<String> SMALL =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(5);

  private final Children children;
  private final Child child;
  private final View view = new View();
  private final CompletableFuture<Line> ready = new CompletableFuture<>();

  private NodeProcess(Children children, String name, ProcessBuilder builder, Consumer<Line> log) {
    this.children = children;
    this.child =
        children.start(
            name,
            builder,
            line -> {
              log.accept(line);
              take(line);
            });
  }

  /**
   * Starts one, and waits until it says that it is ready.
   *
   * @param environment variables of it, beside those of this process
   * @param errors gets its standard error
   * @param log gets each of its lines
   * @throws IllegalStateException if it does not start within a minute, or its clock is not ours
   */
  public static NodeProcess start(
      Children children,
      Host host,
      List<String> roleAndArguments,
      Map<String, String> environment,
      File errors,
      Consumer<Line> log)
      throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(Children.jvm(SMALL, Node.class, roleAndArguments));
    ProcessBuilder builder =
        new ProcessBuilder(host.inside(command))
            .redirectError(ProcessBuilder.Redirect.appendTo(errors));
    long before = System.nanoTime();
    NodeProcess node = new NodeProcess(children, host.name(), builder, log);
    long at = node.awaitReady(errors).number(1);
    long after = System.nanoTime();
    if (at - before < 0 || after - at < 0) {
      throw new IllegalStateException(
          "%s read %d on its clock, and ours went from %d to %d meanwhile"
              .formatted(host.name(), at, before, after));
    }
    return node;
  }

  private Line awaitReady(File errors) throws InterruptedException {
    try {
      return ready.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(child.name() + " did not start; see " + errors, failed);
    }
  }

  private void take(Line line) {
    if (line.equals(Child.ENDED)) {
      ready.completeExceptionally(new IllegalStateException("it ended at once"));
    } else if (line.word().equals("ready")) {
      ready.complete(line);
    } else {
      view.take(line);
    }
  }

  /** What it reports. */
  public View view() {
    return view;
  }

  /** Where a server is bound: the one for clients, then the one for subscribers. */
  public List<String> urls() {
    Line line = ready.join();
    return List.of(line.value(2), line.value(3));
  }

  /** Sends it this order. */
  public void tell(String... words) {
    child.tell(words);
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    child.kill();
    children.end(child);
  }

  /** Has it say goodbye and end. */
  public void close() throws InterruptedException {
    child.tell("close");
    if (!child.awaitEnd(END)) {
      throw new IllegalStateException(
          "%s did not end within %d s of its close".formatted(child.name(), END.toSeconds()));
    }
  }

  /** Makes ready to stop it. */
  public Freezer freezer() throws InterruptedException {
    return Freezer.of(child, children);
  }
}
