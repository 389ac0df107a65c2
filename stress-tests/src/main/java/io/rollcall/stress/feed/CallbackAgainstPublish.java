package io.rollcall.stress.feed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.feed.StateFeed;
import java.util.function.Consumer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Somebody subscribes to a feed that has a state, while two more are published. */
@JCStressTest
@Outcome(
    id = {"123", "13", "23", "3"},
    expect = ACCEPTABLE,
    desc = "from the current state on, one call at a time; the newest is there")
@Outcome(
    expect = FORBIDDEN,
    desc = "a state is lost, comes twice or too late, or two calls were made at once")
@State
public class CallbackAgainstPublish {
  private final StateFeed<Integer> feed = new StateFeed<>("numbers", Runnable::run);
  private final Recorder<Integer> recorder = new Recorder<>(0, Object::toString);

  public CallbackAgainstPublish() {
    feed.publish(1);
  }

  @Actor
  public void publisher() {
    feed.publish(2);
    feed.publish(3);
  }

  @Actor
  public void reader() {
    feed.subscribe((Consumer<Integer>) recorder);
  }

  @Arbiter
  public void after(L_Result r) {
    r.r1 = recorder.heard();
  }
}
