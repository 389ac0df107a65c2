package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.feed.StateFeed;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A queue is closed, right after an item has come, while somebody waits at it. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the item was taken before the queue was closed")
@Outcome(id = "-1", expect = ACCEPTABLE, desc = "close dropped the item and released who waited")
@Outcome(expect = FORBIDDEN, desc = "there was no such item")
@State
public class CloseAgainstTake {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final FeedQueue<Integer> queue = feed.queue();

  @Actor
  public void closer() {
    feed.publish(1);
    queue.close();
  }

  @Actor
  public void reader(I_Result r) {
    r.r1 = Reading.take(queue);
  }
}
