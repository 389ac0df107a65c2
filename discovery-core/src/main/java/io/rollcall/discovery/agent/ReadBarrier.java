package io.rollcall.discovery.agent;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what counts absence until other threads have told all that had arrived by then: each
 * reads its own sockets, and may have a word that this thread does not know of. Not thread-safe.
 */
final class ReadBarrier {
  /** Whether absence may be counted. */
  enum Verdict {
    /** Not yet. */
    WAIT,
    /** All have told. */
    GO,
    /** Somebody has not: of what they bring nobody's absence counts. */
    LATE
  }

  /** To all of them. */
  private static final class Question {
    final long askedAt;

    /** How many have yet to tell. */
    int outstanding;

    Question(long askedAt, int outstanding) {
      this.askedAt = askedAt;
      this.outstanding = outstanding;
    }
  }

  /** One that has not told for so long hangs, and is no excuse any more. */
  private static final long HANGS_NS = 10_000_000_000L;

  private static final long NEVER = Long.MIN_VALUE;

  private final long most;
  private @Nullable Question asked;
  private long lateSince = NEVER;

  /**
   * Waits for {@code most} nanoseconds at most. That must be less than what a surveyor takes for
   * lateness of its own: the others' absence counts in time.
   */
  ReadBarrier(long most) {
    this.most = most;
  }

  /** Asks them all, if that has not been done. */
  Verdict look(Collection<RespondentBridge> bridges, long now) {
    if (asked == null) {
      ask(bridges, now);
      return Verdict.WAIT;
    }
    if (now - due(now) < 0) {
      return Verdict.WAIT;
    }
    boolean told = asked.outstanding == 0;
    forget();
    if (told) {
      return Verdict.GO;
    }
    lateSince = lateSince == NEVER ? now : lateSince;
    return now - lateSince < HANGS_NS ? Verdict.LATE : Verdict.GO;
  }

  private void ask(Collection<RespondentBridge> bridges, long now) {
    Question question = new Question(now, bridges.size());
    asked = question;
    bridges.forEach(bridge -> bridge.whenRead(() -> told(question)));
  }

  /** However late that is, who has told does not hang. */
  private void told(Question question) {
    question.outstanding--;
    if (question.outstanding == 0) {
      lateSince = NEVER;
    }
  }

  /** There is nothing to wait for any more. */
  void forget() {
    asked = null;
  }

  /** When {@link #look} has something to say; {@code otherwise} if nobody waits for it. */
  long due(long otherwise) {
    if (asked == null) {
      return otherwise;
    }
    return asked.outstanding == 0 ? asked.askedAt : asked.askedAt + most;
  }
}
