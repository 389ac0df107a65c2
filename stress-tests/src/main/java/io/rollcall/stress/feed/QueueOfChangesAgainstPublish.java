package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.feed.ChangeFeed;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A queue of changes is made while one is published. */
@JCStressTest
@Outcome(id = "ab, ", expect = ACCEPTABLE, desc = "all join by one change")
@Outcome(id = "a, b", expect = ACCEPTABLE, desc = "who is present joins, then what follows")
@Outcome(expect = FORBIDDEN, desc = "a join is lost or comes twice")
@State
public class QueueOfChangesAgainstPublish {
  private final ChangeFeed feed = new ChangeFeed(2, Runnable::run);

  private @Nullable FeedQueue<MembershipChange> queue;

  public QueueOfChangesAgainstPublish() {
    feed.publish(Roll.A_JOINS);
  }

  @Actor
  public void publisher() {
    feed.publish(Roll.B_JOINS);
  }

  @Actor
  public void reader(LL_Result r) {
    FeedQueue<MembershipChange> made = feed.queue();
    queue = made;
    r.r1 = Roll.pollJoined(made);
  }

  @Arbiter
  public void after(LL_Result r) {
    r.r2 = Roll.pollJoined(Objects.requireNonNull(queue));
  }
}
