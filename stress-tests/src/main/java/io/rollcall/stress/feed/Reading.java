package io.rollcall.stress.feed;

import io.rollcall.discovery.FeedClosedException;
import io.rollcall.discovery.FeedQueue;

/** Reads numbers from a queue. */
final class Reading {
  /** Nothing was queued. */
  static final int NOTHING = 0;

  /** The feed has ended, or the queue is closed. */
  static final int ENDED = -1;

  private Reading() {}

  static int poll(FeedQueue<Integer> queue) {
    Integer item = queue.poll();
    return item == null ? NOTHING : item;
  }

  static int take(FeedQueue<Integer> queue) {
    try {
      return queue.take();
    } catch (FeedClosedException closed) {
      return ENDED;
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }
}
