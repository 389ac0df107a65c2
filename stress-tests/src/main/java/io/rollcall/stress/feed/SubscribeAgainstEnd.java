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
import org.openjdk.jcstress.infra.results.L_Result;

/** A subscriber comes to a feed that has a state, while the feed ends. */
@JCStressTest
@Outcome(id = "1C", expect = ACCEPTABLE, desc = "the current state comes, then onComplete once")
@Outcome(expect = FORBIDDEN, desc = "the state or the end is lost, or comes twice")
@State
public class SubscribeAgainstEnd {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final Recorder<Integer> recorder = new Recorder<>(Long.MAX_VALUE, Object::toString);

  public SubscribeAgainstEnd() {
    feed.publish(1);
  }

  @Actor
  public void publisher() {
    feed.end();
  }

  @Actor
  public void subscriber() {
    feed.subscribe((Flow.Subscriber<Integer>) recorder);
  }

  @Arbiter
  public void after(L_Result r) {
    r.r1 = recorder.heard();
  }
}
