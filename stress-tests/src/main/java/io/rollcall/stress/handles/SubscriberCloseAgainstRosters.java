package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Subscriber;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A subscriber is closed while somebody reads its rosters to the end. */
@JCStressTest
@Outcome(id = "resident-a, STALE", expect = ACCEPTABLE, desc = "the last roster is told, and stays")
@Outcome(expect = FORBIDDEN, desc = "a roster that was known was not told")
@State
public class SubscriberCloseAgainstRosters {
  private final Site site = new Site();
  private final Subscriber subscriber = site.liveSubscriber("a");

  @Actor
  public void one() {
    subscriber.close();
  }

  @Actor
  public void other(LL_Result r) {
    r.r1 = Site.last(subscriber.rosters(), roster -> String.join("+", roster.names()));
  }

  @Arbiter
  public void after(LL_Result r) {
    r.r2 = subscriber.state();
  }
}
