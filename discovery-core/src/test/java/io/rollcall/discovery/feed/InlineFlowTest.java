package io.rollcall.discovery.feed;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A subscriber that is called on the thread that publishes or requests. */
class InlineFlowTest extends FeedVerification<Long> {

  InlineFlowTest() {
    super(Runnable::run);
  }

  @Override
  AbstractFeed<Long> feed(Executor executor) {
    return new StateFeed<>("numbers", executor);
  }

  @Override
  Supplier<Long> items() {
    return new AtomicLong()::incrementAndGet;
  }
}
