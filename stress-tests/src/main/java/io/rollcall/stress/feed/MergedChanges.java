package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.feed.ChangeFeed;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Five changes are published to a queue that keeps two, while it is read. */
@JCStressTest
@Outcome(id = "abc", expect = ACCEPTABLE, desc = "one by one the changes lead to the roster")
@Outcome(
    expect = FORBIDDEN,
    desc = "a change is lost or comes twice, or two were not merged to their net effect")
@State
public class MergedChanges {
  private final ChangeFeed feed = new ChangeFeed(2, Runnable::run);
  private final FeedQueue<MembershipChange> queue = feed.queue();
  private final Ledger ledger = new Ledger();

  @Actor
  public void publisher() {
    feed.publish(Roll.A_JOINS);
    feed.publish(Roll.B_JOINS);
    feed.publish(Roll.A_LEAVES);
    feed.publish(Roll.A_RETURNS);
    feed.publish(Roll.C_JOINS);
  }

  @Actor
  public void reader() {
    read();
  }

  @Arbiter
  public void after(L_Result r) {
    read();
    r.r1 = ledger.toString();
  }

  private void read() {
    for (MembershipChange next = queue.poll(); next != null; next = queue.poll()) {
      ledger.enter(next);
    }
  }
}
