package io.rollcall.discovery;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A source of values for any number of readers, each at its own pace. Thread-safe.
 *
 * <p>Nothing is delivered before the first roster is known. Then the current state comes first,
 * followed by what changes. A feed of states keeps the newest item for a slow reader and skips
 * equal ones. A feed of changes keeps {@link Options#backlog()} changes apart; beyond that the
 * newest two are merged, on the reader's own thread, into one with the same net effect. No reader
 * delays the network or another reader.
 *
 * <p>As a {@link Flow.Publisher} a feed follows Reactive Streams 1.0.4: demand is respected, {@code
 * onComplete} is called when the feed's owner closes, {@code onError} only for unrecoverable
 * failures. A subscriber that throws is cancelled and logged once.
 */
public interface Feed<T> extends Flow.Publisher<T> {

  /** A new, independent reader at each call; close it when done. */
  FeedQueue<T> queue();

  /**
   * Calls {@code reader} with every item, one at a time, in order, on {@link Options#executor()}. A
   * reader that throws keeps being called; what it throws is logged once.
   */
  FeedSubscription subscribe(Consumer<? super T> reader);
}
