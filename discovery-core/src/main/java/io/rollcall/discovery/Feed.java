package io.rollcall.discovery;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A source of values that any number of readers follow, each at a pace of its own. Thread-safe.
 *
 * <p>Nothing is delivered before the first roster is known; then the current state comes first, and
 * then what follows. A feed of states keeps one item for a slow reader, the newest, and skips equal
 * ones. A feed of changes keeps {@link Options#backlog()} of them apart; beyond that the newest two
 * become one with the same net effect, which the reader's own thread works out. No reader delays
 * the network or another reader.
 *
 * <p>As a {@link Flow.Publisher} a feed follows Reactive Streams 1.0.4: demand is respected, {@code
 * onComplete} comes when the feed's owner closes, {@code onError} only for what the library can't
 * recover from. A subscriber that throws is cancelled and logged once.
 */
public interface Feed<T> extends Flow.Publisher<T> {

  /** A new reader of its own at each call; close it when done. */
  FeedQueue<T> queue();

  /**
   * Calls {@code reader} with every item, one at a time, in order, on {@link Options#executor()}. A
   * reader that throws keeps being called; what it throws is logged once.
   */
  FeedSubscription subscribe(Consumer<? super T> reader);
}
