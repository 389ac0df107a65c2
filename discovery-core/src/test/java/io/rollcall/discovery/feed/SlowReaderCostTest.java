package io.rollcall.discovery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.cost.Allocated;
import io.rollcall.discovery.spi.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Guarantee 10: what a reader leaves undone costs whoever publishes nothing. Counted as bytes that
 * the publishing thread allocates for a change, and as members that it compares.
 */
class SlowReaderCostTest {
  private static final int MEMBERS = 2_000;
  private static final int READERS = 20;
  private static final int BACKLOG = 4;

  /** So much may one more reader cost that is woken or is not: its place in a list. */
  private static final int EACH_READER = 32;

  private final Executor never = task -> {};
  private final List<Member> all =
      IntStream.range(0, MEMBERS).mapToObj(i -> Member.named("member" + i)).toList();

  @Test
  void shouldPublishAChangeForTheSameHoweverFarReadersLagBehind() {
    assumeTrue(Allocated.isCounted(), "this JVM does not count what a thread allocates");
    long alone = perChange(0);

    long withSlow = perChange(READERS);

    assertThat(withSlow - alone).isLessThan(READERS * EACH_READER);
  }

  /** Of one that joins or leaves, after all others have been updated for each reader that lags. */
  private long perChange(int readers) {
    ChangeFeed feed = new ChangeFeed(BACKLOG, never);
    Roster roster = Roster.of(all, 1);
    feed.publish(Changes.joiningAll(roster));
    List<FeedQueue<MembershipChange>> queues = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      queues.add(feed.queue());
      MembershipChange everybody =
          Changes.from(roster, others("at", Integer.toString(i)), Map.of());
      roster = everybody.roster();
      feed.publish(everybody);
    }
    MembershipChange joins = Changes.from(roster, List.of(Member.named("x")), Map.of());
    MembershipChange leaves = Changes.from(joins.roster(), List.of(), Map.of("x", Cause.LOST));
    int[] calls = {0};
    long bytes = Allocated.perCall(() -> feed.publish(calls[0]++ % 2 == 0 ? joins : leaves));
    assertThat(queues).allMatch(queue -> queue.size() >= BACKLOG - 1);
    return bytes;
  }

  private List<Member> others(String key, String value) {
    return all.stream().map(member -> member.withAttribute(key, value)).toList();
  }

  @Test
  void shouldKeepNoMoreDeparturesThanSlowReadersNeed() {
    ChangeFeed feed = new ChangeFeed(BACKLOG, never);
    RosterHarness harness = new RosterHarness();
    feed.publish(harness.join("stays"));
    FeedQueue<MembershipChange> stuck = feed.queue();
    FeedQueue<MembershipChange> slow = feed.queue();
    for (int i = 0; i < 5_000; i++) {
      feed.publish(harness.join("guest" + i));
      feed.publish(harness.leave("guest" + Math.max(0, i - 3)));
      if (i % 10 == 0) {
        slow.clear();
      }
    }

    assertThat(feed.departures()).isLessThan(1_500);
    assertThat(stuck).hasSize(BACKLOG);
    stuck.close();
    slow.close();
    feed.publish(harness.leave("stays"));
    assertThat(feed.departures()).isZero();
  }

  @Test
  void shouldLeaveItToReadersToCompareStates() {
    AtomicInteger compared = new AtomicInteger();
    StateFeed<List<Object>> feed = new StateFeed<>("lists", never);
    feed.publish(counting(compared));
    for (int i = 0; i < READERS; i++) {
      feed.queue().poll();
    }
    compared.set(0);

    feed.publish(counting(compared));

    assertThat(compared).hasValue(0);
  }

  private static List<Object> counting(AtomicInteger compared) {
    return List.of(
        new Object() {
          @Override
          public boolean equals(Object other) {
            compared.incrementAndGet();
            return this == other;
          }

          @Override
          public int hashCode() {
            return 1;
          }
        });
  }
}
