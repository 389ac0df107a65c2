package io.rollcall.discovery.survey;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Refusal.Reason;

/** What a surveyor has seen so far. The surveyor's thread counts, any may read. */
public final class Counts {
  final Counter rounds = new Counter();
  final Counter voidRounds = new Counter();
  final Counter answers = new Counter();
  final Counter lateAnswers = new Counter();
  final Counter misses = new Counter();
  final Counter joins = new Counter();
  final Counter startOvers = new Counter();
  final Counter publications = new Counter();
  final RecentLateness lateness = new RecentLateness();
  final Counters<Cause> left = new Counters<>(Cause.class);
  final Counters<Reason> refused = new Counters<>(Reason.class);

  /** Nothing yet. */
  public Counts() {}

  /** Rounds that closed. */
  public long rounds() {
    return rounds.value();
  }

  /** Rounds that were repeated, each once or more, because the server itself was late. */
  public long voidRounds() {
    return voidRounds.value();
  }

  /** Answers to the round that was open. */
  public long answers() {
    return answers.value();
  }

  /** Answers to a round that had closed. */
  public long lateAnswers() {
    return lateAnswers.value();
  }

  /** How often somebody did not answer a round. */
  public long misses() {
    return misses.value();
  }

  /** How often somebody became a member. */
  public long joins() {
    return joins.value();
  }

  /** How often the server started over because it had been stopped. */
  public long startOvers() {
    return startOvers.value();
  }

  /** Changes that were published. */
  public long publications() {
    return publications.value();
  }

  /** How late the surveyor's owner ticked. */
  public RecentLateness lateness() {
    return lateness;
  }

  /** How often somebody left for this cause. */
  public long left(Cause cause) {
    return left.value(cause);
  }

  /** Hellos that were refused for this reason. */
  public long refused(Reason reason) {
    return refused.value(reason);
  }
}
