package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Subscriber;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A subscriber is closed while somebody reads its changes to the end. */
@JCStressTest
@Outcome(id = "resident-a of 1", expect = ACCEPTABLE, desc = "all who are known join, once")
@Outcome(expect = FORBIDDEN, desc = "who is known was not told")
@State
public class SubscriberCloseAgainstChanges {
  private final Site site = new Site();
  private final Subscriber subscriber = site.liveSubscriber("a");

  @Actor
  public void one() {
    subscriber.close();
  }

  @Actor
  public void other(L_Result r) {
    r.r1 =
        Site.last(
            subscriber.changes(),
            change -> change.joined().get(0).name() + " of " + change.roster().members().size());
  }
}
