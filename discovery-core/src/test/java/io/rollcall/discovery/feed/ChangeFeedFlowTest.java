package io.rollcall.discovery.feed;

import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

class ChangeFeedFlowTest extends FeedVerification<MembershipChange> {
  private static final List<MembershipChange> CHANGES;

  static {
    RosterHarness harness = new RosterHarness();
    CHANGES = Stream.of("a", "b", "c", "a", "b", "d").map(harness::update).toList();
  }

  ChangeFeedFlowTest() {
    super(Options.defaults().executor());
  }

  @Override
  AbstractFeed<MembershipChange> feed(Executor executor) {
    return new ChangeFeed(Options.defaults().backlog(), executor);
  }

  @Override
  Supplier<MembershipChange> items() {
    AtomicInteger next = new AtomicInteger();
    return () -> CHANGES.get(next.getAndIncrement() % CHANGES.size());
  }
}
