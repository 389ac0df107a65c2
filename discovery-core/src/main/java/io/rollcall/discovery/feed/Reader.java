package io.rollcall.discovery.feed;

/** One reader of a feed, as the feed sees it. Thread-safe. */
interface Reader<T> {
  /** An item is for this reader; it is kept until {@link #wake}. Never waits. */
  void give(T item);

  /** No item follows. Never waits. */
  void finish();

  /** There may be something to deliver. Called without any lock. */
  void wake();
}
