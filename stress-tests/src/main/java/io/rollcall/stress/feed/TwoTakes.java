package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.feed.ChangeFeed;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two threads wait at one queue, and one of them publishes two changes before. */
@JCStressTest
@Outcome(
    id = {"a, b", "b, a"},
    expect = ACCEPTABLE,
    desc = "each has one of the two")
@Outcome(expect = FORBIDDEN, desc = "both have the same change, or one has none")
@State
public class TwoTakes {
  private final ChangeFeed feed = new ChangeFeed(2, Runnable::run);
  private final FeedQueue<MembershipChange> queue = feed.queue();

  @Actor
  public void publisher(LL_Result r) {
    feed.publish(Roll.A_JOINS);
    feed.publish(Roll.B_JOINS);
    r.r1 = Roll.takeJoined(queue);
  }

  @Actor
  public void reader(LL_Result r) {
    r.r2 = Roll.takeJoined(queue);
  }
}
