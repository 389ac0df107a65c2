package io.rollcall.samples.daemon;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Freezer;
import io.rollcall.processes.Leash;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts managers and workers by their scripts, and ends all of them after each test. */
final class Daemons implements BeforeEachCallback, AfterEachCallback {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Ends the script as a terminal would: by the signal that comes as a line, and by SIGTERM when
   * its starter has gone.
   */
  private static final String TERMINAL =
      """
      exec 3<&0
      { read signal; kill -"${signal:-TERM}" $$; } <&3 3<&- >/dev/null 2>&1 &
      exec "$@" </dev/null 3<&-
      """;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private Children children;

  @Override
  public void beforeEach(ExtensionContext context) {
    Awaitility.setDefaultTimeout(PATIENCE);
    children = closing(new Children());
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  /** A manager at a free port. */
  DaemonProcess manager() {
    return manager(0);
  }

  /** A manager at this port, which another one had before. */
  DaemonProcess manager(int port) {
    return daemon("manager.sh", Map.of("PORT", Integer.toString(port)));
  }

  /** A worker of these managers, at a free port. */
  DaemonProcess worker(DaemonProcess... managers) {
    String uplink =
        Stream.of(managers)
            .map(each -> "localhost:" + each.port())
            .collect(Collectors.joining(","));
    return daemon("worker.sh", Map.of("PORT", "0", "UPLINK", uplink));
  }

  /** A daemon by one of the scripts. */
  DaemonProcess daemon(String script, Map<String, String> variables) {
    return new DaemonProcess(new Script(children, Leash.command(List.of("sh", script)), variables));
  }

  /** {@code query.sh}, whose questions are the child's input. */
  Script query(DaemonProcess daemon) {
    Map<String, String> variables = Map.of("PORT", Integer.toString(daemon.port()));
    return new Script(children, List.of("sh", "query.sh"), variables);
  }

  /** {@code cluster.sh}, to which a signal is told. */
  Script cluster(int workers) {
    List<String> command =
        List.of("sh", "-c", TERMINAL, "terminal", "sh", "cluster.sh", String.valueOf(workers));
    return new Script(children, command, Map.of("PORT", "0"));
  }

  /** Makes ready to freeze a daemon. */
  Freezer freezer(DaemonProcess daemon) throws InterruptedException {
    Child child = daemon.script().child();
    return Freezer.of(child, children);
  }

  /** Asks it for its workers all the time. */
  ListWatch watch(DaemonProcess daemon) throws Exception {
    return closing(new ListWatch(daemon));
  }

  <T extends AutoCloseable> T closing(T opens) {
    opened.push(opens);
    return opens;
  }
}
