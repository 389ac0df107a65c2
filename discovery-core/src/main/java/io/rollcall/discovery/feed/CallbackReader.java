package io.rollcall.discovery.feed;

import io.rollcall.discovery.FeedSubscription;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A reader that is called with every item and at the end, whatever it throws. Thread-safe. */
final class CallbackReader<T> extends RunningReader<T> implements FeedSubscription {
  private final Consumer<? super T> callback;
  private final Runnable ended;

  CallbackReader(
      String what,
      ReaderBuffer<T> buffer,
      Executor executor,
      Consumer<Reader<T>> onClose,
      Consumer<? super T> callback,
      Runnable ended) {
    super(what, buffer, executor, onClose);
    this.callback = callback;
    this.ended = ended;
  }

  @Override
  public void close() {
    stop();
  }

  @Override
  boolean hasMoreToSay() {
    return false;
  }

  @Override
  void saySo() {}

  @Override
  boolean wants() {
    return true;
  }

  @Override
  void claim() {}

  @Override
  void deliver(T item) {
    callback.accept(item);
  }

  @Override
  void complete() {
    ended.run();
  }

  @Override
  boolean endsWhenThrowing() {
    return false;
  }
}
