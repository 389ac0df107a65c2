package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Subscriber;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two threads close one subscriber. */
@JCStressTest
@Outcome(
    id = "STALE , STALE ",
    expect = ACCEPTABLE,
    desc = "both waited until its connections were closed")
@Outcome(expect = FORBIDDEN, desc = "a close returned too early")
@State
public class SubscriberCloseAgainstClose {
  private final Site site = new Site();
  private final Subscriber subscriber = site.liveSubscriber("a");

  @Actor
  public void one(LL_Result r) {
    subscriber.close();
    r.r1 = subscriber.state() + " " + site.open();
  }

  @Actor
  public void other(LL_Result r) {
    subscriber.close();
    r.r2 = subscriber.state() + " " + site.open();
  }
}
