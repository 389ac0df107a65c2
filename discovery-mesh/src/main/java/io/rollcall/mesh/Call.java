package io.rollcall.mesh;

import java.time.Duration;
import java.util.Optional;

/** A request or a message that has come for a handler. Thread-safe. */
public interface Call {
  /** The name of the node that sent it. */
  String from();

  /** What it is about. */
  int command();

  /** What the sender has to say; the handler may keep it. */
  byte[] payload();

  /** How long the sender still waits; empty for a message, to which nobody waits for an answer. */
  Optional<Duration> timeLeft();

  /**
   * Whether nobody waits for the answer any more: the sender cancelled it, its deadline passed, or
   * its connection broke. The thread of a handler is interrupted then.
   */
  boolean isCancelled();
}
