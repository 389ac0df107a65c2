package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Client;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A client starts where another one goes at that moment. */
@JCStressTest
@Outcome(
    id = "x + y, b, nobody ",
    expect = ACCEPTABLE,
    desc = "it came later, and shares the connections")
@Outcome(
    id = "x + y, b b, nobody ",
    expect = ACCEPTABLE,
    desc = "it came first: each keeps connections of its own")
@Outcome(expect = FORBIDDEN, desc = "somebody is missing, or a connection is left")
@State
public class StartAtTheGoalOfAMove {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");
  private @Nullable Client started;

  @Actor
  public void one() {
    client.connectTo("b");
  }

  @Actor
  public void other() {
    started = site.client("b", "y");
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r1 = site.presentAt("b");
    r.r2 = site.open();
    client.close();
    Objects.requireNonNull(started).close();
    r.r3 = site.presentAt("b") + " " + site.open();
  }
}
