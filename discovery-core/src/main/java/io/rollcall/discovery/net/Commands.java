package io.rollcall.discovery.net;

import java.util.ArrayList;
import java.util.List;

/** Commands on their way to the engine's thread, in order. Thread-safe. */
final class Commands {
  private List<Runnable> waiting = new ArrayList<>();
  private boolean ended;

  /** Whether it was taken; after the end nothing is. */
  synchronized boolean add(Runnable command) {
    return !ended && waiting.add(command);
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** All that wait. */
  synchronized List<Runnable> take() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Runnable> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  /** The last that wait; no further one is taken. */
  synchronized List<Runnable> end() {
    ended = true;
    return take();
  }
}
