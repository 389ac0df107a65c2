package io.rollcall.processes;

import java.time.Duration;
import java.util.List;

/**
 * Freezes a child with {@code kill -STOP}.
 *
 * <p>A shell does it, and waits for its standard input: if the starter dies, that closes, the child
 * is thawed, finds its own input closed, and ends.
 */
public final class Freezer {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String SCRIPT =
      "echo ready; read go; kill -STOP \"$1\" || exit 1; echo frozen; read thaw; kill -CONT \"$1\"";

  private final Children children;
  private final Child shell;

  private Freezer(Children children, Child shell) {
    this.children = children;
    this.shell = shell;
  }

  /** Makes ready to freeze this child, so that it takes no process start later. */
  public static Freezer of(Child child, Children children) throws InterruptedException {
    String pid = Long.toString(child.pid());
    Child shell = children.start("freezer", List.of("sh", "-c", SCRIPT, "freezer", pid));
    shell.expect("ready", SOON);
    return new Freezer(children, shell);
  }

  /** Freezes it; when this returns, it is frozen. */
  public void freeze() throws InterruptedException {
    shell.tell("go");
    shell.expect("frozen", SOON);
  }

  /** Thaws it. */
  public void thaw() throws InterruptedException {
    children.end(shell);
  }
}
