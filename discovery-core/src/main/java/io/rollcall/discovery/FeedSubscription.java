package io.rollcall.discovery;

/**
 * A reader that {@link Feed#subscribe(java.util.function.Consumer)} calls until this is closed.
 * Thread-safe.
 */
public interface FeedSubscription extends AutoCloseable {

  /** Ends the calls; one that runs at this moment goes on to its end. Idempotent. */
  @Override
  void close();
}
