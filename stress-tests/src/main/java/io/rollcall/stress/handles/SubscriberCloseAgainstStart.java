package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Subscriber;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A subscriber is closed while another one starts at the same endpoints. */
@JCStressTest
@Outcome(
    id = "LIVE resident-a, a, ",
    expect = ACCEPTABLE,
    desc = "on the same connections or on new ones, it sees who is present")
@Outcome(expect = FORBIDDEN, desc = "it was put on connections that were closed, or some are left")
@State
public class SubscriberCloseAgainstStart {
  private final Site site = new Site();
  private final Subscriber subscriber = site.liveSubscriber("a");
  private @Nullable Subscriber started;

  @Actor
  public void one() {
    subscriber.close();
  }

  @Actor
  public void other() {
    started = site.subscriber("a");
  }

  @Arbiter
  public void after(LLL_Result r) {
    site.settle();
    Subscriber other = Objects.requireNonNull(started);
    r.r1 = other.state() + " " + String.join("+", other.roster().names());
    r.r2 = site.open();
    other.close();
    r.r3 = site.open();
  }
}
