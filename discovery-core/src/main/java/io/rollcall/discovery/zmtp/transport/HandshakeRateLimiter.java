package io.rollcall.discovery.zmtp.transport;

import io.rollcall.discovery.net.Alarm;
import io.rollcall.discovery.net.Engine;
import io.rollcall.discovery.survey.TokenBucket;

/**
 * Limits the rate of handshakes of a secured server, so that their arithmetic does not delay other
 * connections. A step that comes too early waits, and its connection is not read meanwhile.
 * Addresses take turns, so a flood from one address does not delay others. For the engine's thread
 * only.
 */
final class HandshakeRateLimiter {
  /** A connection whose handshake waits for its next step. */
  interface Waiting {
    /** The address of the peer. */
    String host();

    /** Takes that step. */
    void proceed();
  }

  /**
   * A handshake has two steps, which cost 0.28 ms of CPU together: so 1,500 in a second take two
   * fifths of one processor.
   */
  static final int STEPS_PER_SECOND = 3_000;

  /** The burst: the steps of 500 handshakes. */
  static final int STEPS_AT_ONCE = 1_000;

  /** How long steps are started in one turn of the loop, in nanoseconds; at least one always is. */
  static final long TURN = 1_500_000L;

  private static final long PAUSE = 1_000_000L;

  private final Engine engine;
  private final TokenBucket steps;
  private final Alarm nextTurn;
  private final FairQueue<String, Waiting> waiting = new FairQueue<>();
  private boolean begun;
  private long turnEnds;

  HandshakeRateLimiter(Engine engine) {
    this.engine = engine;
    this.steps = new TokenBucket(STEPS_PER_SECOND, STEPS_AT_ONCE, engine.now());
    this.nextTurn = new Alarm(engine, this::proceed);
  }

  /**
   * Whether this connection may take a step now; otherwise it waits until {@link Waiting#proceed}.
   */
  boolean mayProceed(Waiting connection) {
    if (waiting.isEmpty() && mayTake()) {
      return true;
    }
    waiting.add(connection.host(), connection);
    return false;
  }

  /** The first step of a turn schedules the next turn. */
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
