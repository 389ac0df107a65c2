package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.feed.StateFeed;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two states are published while a queue is polled twice, and once more after that. */
@JCStressTest
@Outcome(id = "0, 0, 2", expect = ACCEPTABLE, desc = "polled too early; the newest is kept")
@Outcome(
    id = {"1, 0, 2", "0, 1, 2"},
    expect = ACCEPTABLE,
    desc = "the first was in time, the newest is kept")
@Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "both were in time")
@Outcome(
    id = {"2, 0, 0", "0, 2, 0"},
    expect = ACCEPTABLE,
    desc = "the newest took the place of the one before")
@Outcome(
    expect = FORBIDDEN,
    desc = "the newest is lost, or comes twice, or is followed by an older one")
@State
public class PublishAgainstPoll {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final FeedQueue<Integer> queue = feed.queue();

  @Actor
  public void publisher() {
    feed.publish(1);
    feed.publish(2);
  }

  @Actor
  public void reader(III_Result r) {
    r.r1 = Reading.poll(queue);
    r.r2 = Reading.poll(queue);
  }

  @Arbiter
  public void after(III_Result r) {
    r.r3 = Reading.poll(queue);
  }
}
