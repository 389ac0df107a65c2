package io.rollcall.discovery.feed;

import io.rollcall.discovery.Options;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

class StateFeedFlowTest extends FeedVerification<Long> {

  StateFeedFlowTest() {
    super(Options.defaults().executor());
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
