package io.rollcall.discovery.survey;

import io.rollcall.discovery.Cause;
import java.util.EnumMap;
import java.util.Map;

/** What a surveyor has seen so far. Not thread-safe; only the surveyor counts. */
public final class Counts {
  long rounds;
  long voidRounds;
  long answers;
  long lateAnswers;
  long misses;
  long joins;
  long refusals;
  long startOvers;
  private final Map<Cause, Long> left = new EnumMap<>(Cause.class);

  void countLeft(Cause cause) {
    left.merge(cause, 1L, Long::sum);
  }

  /** Rounds that closed. */
  public long rounds() {
    return rounds;
  }

  /** Rounds that were repeated because the server itself was late. */
  public long voidRounds() {
    return voidRounds;
  }

  /** Answers to the round that was open. */
  public long answers() {
    return answers;
  }

  /** Answers to a round that had closed. */
  public long lateAnswers() {
    return lateAnswers;
  }

  /** How often somebody did not answer a round. */
  public long misses() {
    return misses;
  }

  /** How often somebody became a member. */
  public long joins() {
    return joins;
  }

  /** Hellos that were refused. */
  public long refusals() {
    return refusals;
  }

  /** How often the server started over because it had been stopped. */
  public long startOvers() {
    return startOvers;
  }

  /** How often somebody left for this cause. */
  public long left(Cause cause) {
    return left.getOrDefault(cause, 0L);
  }
}
