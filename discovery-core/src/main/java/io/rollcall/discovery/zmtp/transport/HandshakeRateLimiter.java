package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.survey.TokenBucket;

/**
 * Spreads the handshakes of a secured server over time: its thread has others to serve. A step that
 * comes too early waits for its turn, and its connection is not read meanwhile. The addresses that
 * steps wait from take turns, so who begins very many delays nobody else. For the engine's thread
 * only.
 */
final class HandshakeRateLimiter {
  /** A connection whose handshake has another step to take. */
  interface Waiting {
    /** Where it comes from. */
    String host();

    /** Takes that step. */
    void proceed();
  }

  /**
   * A handshake has two steps, which cost 0.28 ms of CPU together: so 1,500 in a second take two
   * fifths of one processor.
   */
  static final int STEPS_PER_SECOND = 3_000;

  /** The steps of 500 handshakes, for many that start together; they take several turns. */
  static final int STEPS_AT_ONCE = 1_000;

  /** So long steps are begun in one turn of the loop, for others wait for it; one always is. */
  static final long TURN = 1_500_000L;

  private static final long PAUSE = 1_000_000L;

  private final Engine engine;
  private final TokenBucket steps;
  private final Alarm nextTurn;
  private final RoundRobin<String, Waiting> waiting = new RoundRobin<>();
  private boolean begun;
  private long turnEnds;

  HandshakeRateLimiter(Engine engine) {
    this.engine = engine;
    this.steps = new TokenBucket(STEPS_PER_SECOND, STEPS_AT_ONCE, engine.now());
    this.nextTurn = new Alarm(engine, this::proceed);
  }

  /** Whether this connection may take a step at once; else it waits until it is told to proceed. */
  boolean mayProceed(Waiting connection) {
    if (waiting.isEmpty() && mayTake()) {
      return true;
    }
    waiting.add(connection.host(), connection);
    return false;
  }

  /** The first of a turn sees to it that there is another. */
  private boolean mayTake() {
    long now = engine.now();
    if (!begun) {
      begun = true;
      turnEnds = now + TURN;
      nextTurn.set(now);
    }
    return now < turnEnds && steps.take(now);
  }

  /** It is closed. */
  void forget(Waiting connection) {
    waiting.remove(connection.host(), connection);
  }

  private void proceed() {
    begun = false;
    try {
      while (!waiting.isEmpty() && mayTake()) {
        waiting.next().proceed();
      }
    } finally {
      if (!waiting.isEmpty()) {
        long now = engine.now();
        nextTurn.set(now < turnEnds ? now + PAUSE : now);
      }
    }
  }

  /** The server ends. */
  void stop() {
    waiting.clear();
    nextTurn.cancel();
  }
}
