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

/** A state is published while its reader closes. */
@JCStressTest
@Outcome(
    id = {"0, 0, -1", "1, 0, -1"},
    expect = ACCEPTABLE,
    desc = "in time or not; after close nothing is queued and take throws")
@Outcome(
    expect = FORBIDDEN,
    desc = "close did not drop what was queued, or something was queued after it")
@State
public class PublishAgainstCloseOfTheQueue {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final FeedQueue<Integer> queue = feed.queue();

  @Actor
  public void publisher() {
    feed.publish(1);
  }

  @Actor
  public void reader(III_Result r) {
    r.r1 = Reading.poll(queue);
    queue.close();
    r.r2 = Reading.poll(queue);
  }

  @Arbiter
  public void after(III_Result r) {
    r.r3 = Reading.take(queue);
  }
}
