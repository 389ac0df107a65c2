package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.feed.StateFeed;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A feed ends, right after an item, while somebody waits at its queue. */
@JCStressTest
@Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "what is queued is delivered, then take throws")
@Outcome(expect = FORBIDDEN, desc = "the end overtook an item, or an item came twice")
@State
public class EndAgainstTake {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final FeedQueue<Integer> queue = feed.queue();

  @Actor
  public void publisher() {
    feed.publish(1);
    feed.end();
  }

  @Actor
  public void reader(II_Result r) {
    r.r1 = Reading.take(queue);
    r.r2 = Reading.take(queue);
  }
}
