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

/** Two subscribers that share their connections go on elsewhere at once. */
@JCStressTest
@Outcome(
    id = "LIVE resident-a+resident-b, LIVE resident-a+resident-c, b c",
    expect = ACCEPTABLE,
    desc = "each keeps the roster and hears the server where it went")
@Outcome(expect = FORBIDDEN, desc = "one was closed with the shared connections")
@State
public class SubscriberMoveOfBothThatShare {
  private final Site site = new Site();
  private final Subscriber subscriber = site.liveSubscriber("a");
  private final Subscriber neighbour = site.liveSubscriber("a");

  @Actor
  public void one() {
    subscriber.connectTo("b");
  }

  @Actor
  public void other() {
    neighbour.connectTo("c");
  }

  @Arbiter
  public void after(LLL_Result r) {
    site.settle();
    r.r1 = subscriber.state() + " " + String.join("+", subscriber.roster().names());
    r.r2 = neighbour.state() + " " + String.join("+", neighbour.roster().names());
    r.r3 = site.open();
    subscriber.close();
    neighbour.close();
  }
}
