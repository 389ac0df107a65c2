package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Subscriber;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A subscriber is closed while it connects elsewhere. */
@JCStressTest
@Outcome(
    id = {"STALE, resident-a, ", "STALE, resident-a+resident-b, "},
    expect = ACCEPTABLE,
    desc = "before or after the move; its feeds have ended")
@Outcome(expect = FORBIDDEN, desc = "it goes on, or a connection is left")
@State
public class SubscriberCloseAgainstConnectTo {
  private final Site site = new Site();
  private final Subscriber subscriber = site.liveSubscriber("a");

  @Actor
  public void one() {
    subscriber.connectTo("b");
  }

  @Actor
  public void other() {
    subscriber.close();
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r1 = subscriber.state();
    r.r2 = Site.last(subscriber.rosters(), roster -> String.join("+", roster.names()));
    r.r3 = site.open();
  }
}
