package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.feed.StateFeed;
import java.util.concurrent.Flow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Two states are published while a subscriber asks for one item; it asks for another after that.
 */
@JCStressTest
@Outcome(
    id = "1, 12",
    expect = ACCEPTABLE,
    desc = "the first went out, the newest waited for demand")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "the newest took the place of the one before")
@Outcome(expect = FORBIDDEN, desc = "a demand is forgotten or exceeded, or the newest is lost")
@State
public class DemandAgainstPublish {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final Recorder<Integer> recorder = new Recorder<>(0, Object::toString);

  public DemandAgainstPublish() {
    feed.subscribe((Flow.Subscriber<Integer>) recorder);
  }

  @Actor
  public void publisher() {
    feed.publish(1);
    feed.publish(2);
  }

  @Actor
  public void subscriber() {
    recorder.subscription().request(1);
  }

  @Arbiter
  public void after(LL_Result r) {
    r.r1 = recorder.heard();
    recorder.subscription().request(1);
    r.r2 = recorder.heard();
  }
}
