package io.rollcall.discovery.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** A subscriber that notes what it is told and asks for nothing by itself. */
class Collected<T> implements Flow.Subscriber<T> {
  final List<T> items = new ArrayList<>();
  final List<Throwable> errors = new ArrayList<>();
  private final List<Flow.Subscription> subscriptions = new ArrayList<>();
  int completions;

  Flow.Subscription subscription() {
    return subscriptions.get(0);
  }

  int introductions() {
    return subscriptions.size();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscriptions.add(subscription);
  }

  @Override
  public void onNext(T item) {
    items.add(item);
  }

  @Override
  public void onError(Throwable error) {
    errors.add(error);
  }

  @Override
  public void onComplete() {
    completions++;
  }
}
