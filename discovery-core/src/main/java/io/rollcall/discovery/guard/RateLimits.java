package io.rollcall.discovery.guard;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.agent.ConnectionPool;
import io.rollcall.discovery.survey.TokenBucket;

/** How much a connection may say, by the pace of its server. Immutable. */
public final class RateLimits {
  /** A subscriber says something when it asks for a snapshot, and when it has it. */
  private static final int SUBSCRIPTIONS_PER_SECOND = 4;

  /** One whose link is slow asks with each pulse. */
  private static final int SUBSCRIPTIONS_PER_PULSE = 4;

  private static final int SUBSCRIPTIONS_AT_ONCE = 40;

  /** Besides the answers to each survey. */
  private static final int LEAST_WORDS = 1_000;

  private final double wordsPerSecond;
  private final double subscriptionsPerSecond;

  /** Of a server with these options. */
  public RateLimits(Options options) {
    long round = Math.min(options.surveyTime().toNanos(), options.pollTime().toNanos());
    this.wordsPerSecond = LEAST_WORDS + 2 * ConnectionPool.MOST_CLIENTS * 1e9 / round;
    this.subscriptionsPerSecond =
        Math.max(
            SUBSCRIPTIONS_PER_SECOND, SUBSCRIPTIONS_PER_PULSE * 1e9 / options.pulse().toNanos());
  }

  /** Of one that connects to this port now, in nanoseconds. */
  public TokenBucket at(LimitedConnection.Port port, long now) {
    return switch (port) {
      case SURVEY -> new TokenBucket(wordsPerSecond, wordsPerSecond, now);
      case PUB_SUB -> new TokenBucket(subscriptionsPerSecond, SUBSCRIPTIONS_AT_ONCE, now);
    };
  }
}
