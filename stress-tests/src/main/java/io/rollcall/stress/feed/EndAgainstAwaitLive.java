package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.feed.LiveMembership;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A membership ends while somebody waits until it is live. */
@JCStressTest
@Outcome(id = "false", expect = ACCEPTABLE, desc = "who waits is released")
@Outcome(expect = FORBIDDEN, desc = "it was never live")
@State
public class EndAgainstAwaitLive {
  private final LiveMembership membership = new LiveMembership(Options.defaults());

  @Actor
  public void owner() {
    membership.end();
  }

  @Actor
  public void waiting(L_Result r) {
    try {
      r.r1 = membership.awaitLive(Duration.ofHours(1));
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }
}
