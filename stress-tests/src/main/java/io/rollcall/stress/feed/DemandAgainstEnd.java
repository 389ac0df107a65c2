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

/** A feed ends, right after an item, while a subscriber asks for it. */
@JCStressTest
@Outcome(
    id = "1C",
    expect = ACCEPTABLE,
    desc = "what waits is delivered, then onComplete comes once")
@Outcome(expect = FORBIDDEN, desc = "the end overtook the item, or is missing, or came twice")
@State
public class DemandAgainstEnd {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final Recorder<Integer> recorder = new Recorder<>(0, Object::toString);

  public DemandAgainstEnd() {
    feed.subscribe((Flow.Subscriber<Integer>) recorder);
  }

  @Actor
  public void publisher() {
    feed.publish(1);
    feed.end();
  }

  @Actor
  public void subscriber() {
    recorder.subscription().request(1);
  }

  @Arbiter
  public void after(L_Result r) {
    r.r1 = recorder.heard();
  }
}
