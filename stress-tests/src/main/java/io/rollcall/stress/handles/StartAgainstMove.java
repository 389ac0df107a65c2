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

/** A client starts where another one is, while that one connects elsewhere. */
@JCStressTest
@Outcome(id = "y, x, a b", expect = ACCEPTABLE, desc = "each is where it was told")
@Outcome(
    expect = FORBIDDEN,
    desc = "the new client was taken along, or the other one was not moved")
@State
public class StartAgainstMove {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");
  private @Nullable Client started;

  @Actor
  public void one() {
    client.connectTo("b");
  }

  @Actor
  public void other() {
    started = site.client("a", "y");
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r1 = site.presentAt("a");
    r.r2 = site.presentAt("b");
    r.r3 = site.open();
    client.close();
    Objects.requireNonNull(started).close();
  }
}
