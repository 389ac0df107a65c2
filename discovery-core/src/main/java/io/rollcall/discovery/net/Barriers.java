package io.rollcall.discovery.net;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands that run once what had arrived before them has been handed over. That takes rounds: in
 * each, everybody who was found ready has a turn. They run after the first round that leaves
 * nothing, and after {@value #ROUNDS} in any case, since some peers send without end. Not
 * thread-safe.
 */
final class Barriers {
  static final int ROUNDS = 8;

  private final ReadyQueue<?> readyQueue;

  /** Those that have come since the rounds under way began. */
  private List<Runnable> coming = new ArrayList<>();

  private List<Runnable> waiting = List.of();
  private int rounds;
  private long end;
  private boolean leftover;
  private boolean underWay;

  Barriers(ReadyQueue<?> readyQueue) {
    this.readyQueue = readyQueue;
  }

  void add(Runnable command) {
    coming.add(command);
  }

  /** Whether the next round begins as soon as all that is ready waits in the ready queue. */
  boolean isRoundWanted() {
    return !underWay && !(waiting.isEmpty() && coming.isEmpty());
  }

  boolean isEmpty() {
    return waiting.isEmpty() && coming.isEmpty();
  }

  /** All that is ready waits in the ready queue: a round begins. */
  void begin() {
    if (waiting.isEmpty()) {
      waiting = coming;
      coming = new ArrayList<>();
      rounds = 0;
    }
    underWay = true;
    leftover = false;
    end = readyQueue.mark();
  }

  /** Somebody had more than its turn could take, or somebody new came in. */
  void leftover() {
    leftover = true;
  }

  /** Those whose time has come. */
  List<Runnable> reached() {
    if (!underWay || !readyQueue.hasPassed(end)) {
      return List.of();
    }
    underWay = false;
    rounds++;
    if (leftover && rounds < ROUNDS) {
      return List.of();
    }
    List<Runnable> reached = waiting;
    waiting = List.of();
    return reached;
  }
}
