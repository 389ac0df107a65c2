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

/** Two states are published while a subscriber cancels; a third, and the end, after that. */
@JCStressTest
@Outcome(
    id = {"nothing", "1", "2", "12"},
    expect = ACCEPTABLE,
    desc = "what was on its way came, and nothing after cancel")
@Outcome(expect = FORBIDDEN, desc = "called after cancel, or out of order, or twice at once")
@State
public class CancelAgainstPublish {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final Recorder<Integer> recorder = new Recorder<>(Long.MAX_VALUE, Object::toString);

  public CancelAgainstPublish() {
    feed.subscribe((Flow.Subscriber<Integer>) recorder);
  }

  @Actor
  public void publisher() {
    feed.publish(1);
    feed.publish(2);
  }

  @Actor
  public void subscriber() {
    recorder.subscription().cancel();
  }

  @Arbiter
  public void after(L_Result r) {
    feed.publish(3);
    feed.end();
    r.r1 = recorder.heard();
  }
}
