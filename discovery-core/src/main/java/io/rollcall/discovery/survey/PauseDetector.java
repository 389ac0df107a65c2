package io.rollcall.discovery.survey;

/**
 * Whether an owner called later than it was asked to: then it was stopped, starved or asleep, and
 * what others seem to have missed meanwhile may be its own fault.
 */
final class PauseDetector {
  private final long allowed;
  private long due;

  /** A call that comes up to {@code allowed} nanoseconds late counts as in time. */
  PauseDetector(long allowed, long now) {
    this.allowed = allowed;
    this.due = now;
  }

  /** Asks to be called at this time at the latest. */
  void expect(long due) {
    this.due = due;
  }

  /** How late a call at this time is, in nanoseconds; 0 if it is in time. */
  long at(long now) {
    long late = now - due;
    return late > allowed ? late : 0;
  }

  long due() {
    return due;
  }
}
