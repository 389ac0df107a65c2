package io.rollcall.benchmarks.nanomsg;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Line;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The process with the peers of all hubs, as its director sees it. For one thread. */
final class Crowds {
  private static final Duration FILLING = Duration.ofSeconds(30);

  private final Child child;
  private final Queue<Line> early = new ArrayDeque<>();
  private int overlaps;

  Crowds(Children children) {
    child = children.start("peers", JvmHub.FLAGS, PeersRole.class, List.of());
  }

  /** Has so many peers connect to a hub, and waits until all have shaken hands. */
  void connect(Hub hub, boolean surveys, int many) throws InterruptedException {
    child.tell(
        "connect",
        hub.name(),
        hub.dialect(surveys),
        hub.address().getAddress().getHostAddress(),
        Integer.toString(hub.address().getPort()),
        Integer.toString(many),
        Long.toString(hub.quiet()));
    await("in", hub, FILLING);
    early.clear();
  }

  /** Closes the peers of a hub. */
  void close(Hub hub) throws InterruptedException {
    child.tell("close", hub.name());
    await("closed", hub, FILLING);
  }

  /** The next round of a hub that reaches all of its peers: the first time, and the last. */
  Line round(Hub hub, Duration patience) throws InterruptedException {
    Line waited = early.peek();
    if (waited != null && waited.value(1).equals(hub.name())) {
      return early.remove();
    }
    return await("round", hub, patience);
  }

  /** How many rounds of one hub ended while another's was waited for. */
  int overlaps() {
    return overlaps;
  }

  private Line await(String word, Hub hub, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Line> said = child.next(Duration.ofNanos(deadline - System.nanoTime()));
      if (said.isEmpty()) {
        throw new IllegalStateException(
            "nothing of '%s' of %s within %d ms".formatted(word, hub.name(), patience.toMillis()));
      }
      Line line = said.get();
      if (line.word().equals(word) && line.value(1).equals(hub.name())) {
        return line;
      }
      if (word.equals("round")) {
        early.add(line);
        overlaps++;
      }
    }
  }
}
