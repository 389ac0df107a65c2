package io.rollcall.discovery;

/**
 * A reader that {@link Feed#subscribe(java.util.function.Consumer)} calls until this is closed.
 * Thread-safe.
 */
public interface FeedSubscription extends AutoCloseable {

  /** Ends the calls. A call that is running completes. Idempotent. */
  @Override
  void close();
}
