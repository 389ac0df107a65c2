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

/** A queue of a feed that has a state is made while the feed ends. */
@JCStressTest
@Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "the current state comes, then take throws")
@Outcome(expect = FORBIDDEN, desc = "the state is lost")
@State
public class QueueAgainstEnd {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);

  public QueueAgainstEnd() {
    feed.publish(1);
  }

  @Actor
  public void publisher() {
    feed.end();
  }

  @Actor
  public void reader(II_Result r) {
    FeedQueue<Integer> queue = feed.queue();
    r.r1 = Reading.take(queue);
    r.r2 = Reading.take(queue);
  }
}
