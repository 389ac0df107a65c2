package io.rollcall.stress.feed;

import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what it is called with: items, {@code C} for the end, {@code E} for an error, {@code
 * !} where two calls were made at once.
 *
 * <p>Nothing in it is volatile or locked: whoever calls must see to it that one call sees what the
 * one before has written.
 */
final class Recorder<T> implements Flow.Subscriber<T>, Consumer<T> {
  private final long firstDemand;
  private final Function<? super T, String> words;
  private final StringBuilder heard = new StringBuilder();
  private boolean inside;
  private Flow.@Nullable Subscription subscription;

  /** Wants so many items at first, and writes each down in these words. */
  Recorder(long firstDemand, Function<? super T, String> words) {
    this.firstDemand = firstDemand;
    this.words = words;
  }

  Flow.Subscription subscription() {
    Flow.Subscription given = subscription;
    if (given == null) {
      throw new IllegalStateException("not subscribed");
    }
    return given;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (firstDemand > 0) {
      given.request(firstDemand);
    }
  }

  @Override
  public void onNext(T item) {
    write(words.apply(item));
  }

  @Override
  public void accept(T item) {
    write(words.apply(item));
  }

  @Override
  public void onComplete() {
    write("C");
  }

  @Override
  public void onError(Throwable error) {
    write("E");
  }

  private void write(String what) {
    if (inside) {
      heard.append('!');
    }
    inside = true;
    heard.append(what);
    inside = false;
  }

  String heard() {
    return heard.isEmpty() ? "nothing" : heard.toString();
  }
}
