package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Subscriber;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A subscriber is closed while somebody asks for its state, its roster and its peers. */
@JCStressTest
@Outcome(
    id = {"LIVE, resident-a, resident-a", "STALE, resident-a, resident-a"},
    expect = ACCEPTABLE,
    desc = "before or after; the roster stays")
@Outcome(expect = FORBIDDEN, desc = "something else than before and after")
@State
public class SubscriberCloseAgainstState {
  private final Site site = new Site();
  private final Subscriber subscriber = site.liveSubscriber("a");

  @Actor
  public void one() {
    subscriber.close();
  }

  @Actor
  public void other(LLL_Result r) {
    r.r1 = subscriber.state();
    r.r2 = String.join("+", subscriber.roster().names());
    r.r3 = Site.last(subscriber.peers(), names -> String.join("+", names));
  }
}
