package io.rollcall.mesh.link;

import io.rollcall.mesh.FailureCause;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What a node counts. Thread-safe. */
final class Counts {
  final LongAdder calls = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder lostNotes = new LongAdder();

  /** Answers that nobody waits for, and frames of a kind that is not known. */
  final LongAdder unexpected = new LongAdder();

  /** Frames that can't be read. */
  final LongAdder dropped = new LongAdder();

  /** Links that were refused. */
  final LongAdder refused = new LongAdder();

  private final LongAdder[] failures =
      Stream.generate(LongAdder::new).limit(FailureCause.values().length).toArray(LongAdder[]::new);

  Counts() {}

  /** A call of another node ended with this cause. */
  void failed(FailureCause cause) {
    failures[cause.ordinal()].increment();
  }

  /** How many calls of others ended with this cause. */
  long failures(FailureCause cause) {
    return failures[cause.ordinal()].sum();
  }
}
