package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.feed.ChangeFeed;
import java.util.concurrent.Flow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Two threads ask for an item each, and two changes wait. */
@JCStressTest
@Outcome(id = "ab", expect = ACCEPTABLE, desc = "both are delivered, in order, one call at a time")
@Outcome(expect = FORBIDDEN, desc = "a demand is forgotten, or two calls were made at once")
@State
public class DemandAgainstDemand {
  private final ChangeFeed feed = new ChangeFeed(2, Runnable::run);
  private final Recorder<MembershipChange> recorder = new Recorder<>(0, Roll::joined);

  public DemandAgainstDemand() {
    feed.subscribe((Flow.Subscriber<MembershipChange>) recorder);
    feed.publish(Roll.A_JOINS);
    feed.publish(Roll.B_JOINS);
  }

  @Actor
  public void one() {
    recorder.subscription().request(1);
  }

  @Actor
  public void other() {
    recorder.subscription().request(1);
  }

  @Arbiter
  public void after(L_Result r) {
    r.r1 = recorder.heard();
  }
}
