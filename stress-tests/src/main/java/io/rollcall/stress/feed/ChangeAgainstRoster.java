package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.FeedQueue;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.feed.LiveMembership;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A change is published while somebody reads it, and then the roster. */
@JCStressTest
@Outcome(
    id = {"false, false", "false, true"},
    expect = ACCEPTABLE,
    desc = "the change has not come yet; the roster may be ahead of it")
@Outcome(
    id = "true, true",
    expect = ACCEPTABLE,
    desc = "who has heard of a change finds it in the roster")
@Outcome(expect = FORBIDDEN, desc = "the roster is behind a change that was reported")
@State
public class ChangeAgainstRoster {
  private final LiveMembership membership = new LiveMembership(Options.defaults());
  private final FeedQueue<MembershipChange> changes = membership.changes().queue();

  @Actor
  public void publisher() {
    membership.publish(Roll.A_JOINS);
  }

  @Actor
  public void reader(LL_Result r) {
    r.r1 = changes.poll() != null;
    r.r2 = membership.roster().find("a").isPresent();
  }
}
