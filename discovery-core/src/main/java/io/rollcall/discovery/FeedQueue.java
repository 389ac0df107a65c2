package io.rollcall.discovery;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A reader's own end of a {@link Feed}. Thread-safe; several threads that read one queue share its
 * items.
 *
 * <p>It is read-only: {@code put}, {@code offer} and {@code add} throw {@link
 * UnsupportedOperationException}. After the feed's owner has closed, queued items are still
 * delivered; then {@code poll} returns {@code null} at once and {@code take} throws {@link
 * FeedClosedException}. {@link #close()} ends this reader, releases threads that wait in it, and
 * drops queued items.
 */
public interface FeedQueue<T> extends BlockingQueue<T>, AutoCloseable {

  /** Whether nothing is queued and no further item will arrive. */
  boolean ended();

  /**
   * Waits for an item.
   *
   * @throws FeedClosedException if the feed has ended and nothing is queued, or the queue is closed
   */
  @Override
  T take() throws InterruptedException;

  /**
   * Waits for an item for this long at most.
   *
   * @return null if none came in time, or none will come any more
   * @throws InterruptedException if the calling thread is interrupted
   */
  @Nullable T poll(Duration timeout) throws InterruptedException;

  @Override
  void close();
}
