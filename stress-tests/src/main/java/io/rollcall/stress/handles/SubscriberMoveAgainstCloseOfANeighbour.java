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

/**
 * Of two subscribers that share their connections one is closed while the other connects elsewhere.
 */
@JCStressTest
@Outcome(
    id = "LIVE, resident-a+resident-b, b",
    expect = ACCEPTABLE,
    desc = "it keeps the roster and hears the other server")
@Outcome(
    expect = FORBIDDEN,
    desc = "it was closed too, or is where it was, or a connection is left")
@State
public class SubscriberMoveAgainstCloseOfANeighbour {
  private final Site site = new Site();
  private final Subscriber subscriber = site.liveSubscriber("a");
  private final Subscriber neighbour = site.liveSubscriber("a");

  @Actor
  public void one() {
    subscriber.connectTo("b");
  }

  @Actor
  public void other() {
    neighbour.close();
  }

  @Arbiter
  public void after(LLL_Result r) {
    site.settle();
    r.r1 = subscriber.state();
    r.r2 = String.join("+", subscriber.roster().names());
    r.r3 = site.open();
    subscriber.close();
  }
}
