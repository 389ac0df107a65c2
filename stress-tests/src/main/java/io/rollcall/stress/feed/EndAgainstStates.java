package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.FeedClosedException;
import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.feed.LiveMembership;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A live membership ends while somebody reads its states to the end. */
@JCStressTest
@Outcome(id = "LIVE", expect = ACCEPTABLE, desc = "an ordinary end is no other state")
@Outcome(expect = FORBIDDEN, desc = "nothing, or STALE, is the last that was told")
@State
public class EndAgainstStates {
  private final LiveMembership membership = new LiveMembership(Options.defaults());

  public EndAgainstStates() {
    membership.publish(io.rollcall.discovery.State.LIVE);
  }

  @Actor
  public void owner() {
    membership.end();
  }

  @Actor
  public void reader(L_Result r) {
    FeedQueue<io.rollcall.discovery.State> states = membership.states().queue();
    try {
      while (true) {
        r.r1 = states.take();
      }
    } catch (FeedClosedException end) {
      // What was taken last is the result.
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }
}
