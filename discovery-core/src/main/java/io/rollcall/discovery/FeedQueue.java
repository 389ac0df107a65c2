package io.rollcall.discovery;

import java.util.concurrent.BlockingQueue;

/**
 * A reader's own end of a {@link Feed}. Thread-safe; several threads that read one queue share its
 * items.
 *
 * <p>It is for reading: {@code put}, {@code offer} and {@code add} throw {@link
 * UnsupportedOperationException}. When the feed's owner has closed, what is queued is still
 * delivered; after that {@code poll} returns {@code null} at once and {@code take} throws {@link
 * FeedClosedException}. {@link #close()} releases this reader and whoever waits in it, and drops
 * what is queued.
 */
public interface FeedQueue<T> extends BlockingQueue<T>, AutoCloseable {

  /** Whether nothing is queued and nothing will come any more. */
  boolean ended();

  /**
   * Waits for an item.
   *
   * @throws FeedClosedException if the feed has ended and nothing is queued, or the queue is closed
   */
  @Override
  T take() throws InterruptedException;

  @Override
  void close();
}
