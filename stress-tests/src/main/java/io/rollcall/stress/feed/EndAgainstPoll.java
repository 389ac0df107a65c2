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
import org.openjdk.jcstress.infra.results.LII_Result;

/** A feed ends, right after an item, while its reader asks whether it has, and polls. */
@JCStressTest
@Outcome(
    id = {"false, 0, 1", "false, 1, 0"},
    expect = ACCEPTABLE,
    desc = "it has not ended before its last item was polled")
@Outcome(
    expect = FORBIDDEN,
    desc = "it says that it has ended and has an item, or never ends, or the item is lost")
@State
public class EndAgainstPoll {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final FeedQueue<Integer> queue = feed.queue();

  @Actor
  public void publisher() {
    feed.publish(1);
    feed.end();
  }

  @Actor
  public void reader(LII_Result r) {
    r.r1 = queue.ended();
    r.r2 = Reading.poll(queue);
  }

  @Arbiter
  public void after(LII_Result r) {
    r.r3 = Reading.poll(queue);
    if (!queue.ended()) {
      r.r1 = "never ended";
    }
  }
}
