package io.rollcall.benchmarks.micro;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Roster;
import io.rollcall.discovery.feed.ChangeFeed;
import io.rollcall.discovery.spi.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A change on its way to those who read it; beside it the JDK's queues. On one thread. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls what is marked as setup
public class FeedBench {
  /** How many read. */
  @Param({"0", "1", "10"})
  public int readers;

  private final MembershipChange change =
      Changes.from(Roster.empty(), List.of(MemberFixtures.present(1).member()), Map.of());
  private final ChangeFeed feed = new ChangeFeed(256, Runnable::run);
  private final List<FeedQueue<MembershipChange>> queues = new ArrayList<>();
  private final List<LinkedBlockingQueue<MembershipChange>> linked = new ArrayList<>();

  /** Makes the queues. */
  @Setup
  public void make() {
    for (int i = 0; i < readers; i++) {
      queues.add(feed.queue());
      linked.add(new LinkedBlockingQueue<>());
    }
  }

  /** It is published, and each reader takes it. */
  @Benchmark
  public void publishAndTake(Blackhole hole) throws InterruptedException {
    feed.publish(change);
    for (FeedQueue<MembershipChange> queue : queues) {
      hole.consume(queue.take());
    }
  }

  /** It is put into as many queues, and taken out of each. */
  @Benchmark
  public void linked(Blackhole hole) throws InterruptedException {
    for (LinkedBlockingQueue<MembershipChange> queue : linked) {
      queue.put(change);
    }
    for (LinkedBlockingQueue<MembershipChange> queue : linked) {
      hole.consume(queue.take());
    }
  }
}
