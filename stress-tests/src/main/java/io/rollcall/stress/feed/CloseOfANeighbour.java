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
import org.openjdk.jcstress.infra.results.II_Result;

/** A state is published while one of two readers closes. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the closed one has nothing, the other all")
@Outcome(expect = FORBIDDEN, desc = "readers are not apart")
@State
public class CloseOfANeighbour {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final FeedQueue<Integer> closed = feed.queue();
  private final FeedQueue<Integer> open = feed.queue();

  @Actor
  public void publisher() {
    feed.publish(1);
  }

  @Actor
  public void closer() {
    closed.close();
  }

  @Arbiter
  public void after(II_Result r) {
    r.r1 = Reading.poll(closed);
    r.r2 = Reading.poll(open);
  }
}
