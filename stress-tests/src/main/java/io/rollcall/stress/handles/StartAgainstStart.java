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

/** Two clients start at the same endpoints. */
@JCStressTest
@Outcome(
    id = "x + y, a, nobody ",
    expect = ACCEPTABLE,
    desc = "they share their connections, and the last one closes them")
@Outcome(expect = FORBIDDEN, desc = "they do not share, or a connection is left")
@State
public class StartAgainstStart {
  private final Site site = new Site();
  private @Nullable Client first;
  private @Nullable Client second;

  @Actor
  public void one() {
    first = site.client("a", "x");
  }

  @Actor
  public void other() {
    second = site.client("a", "y");
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r1 = site.presentAt("a");
    r.r2 = site.open();
    Objects.requireNonNull(first).close();
    Objects.requireNonNull(second).close();
    r.r3 = site.presentAt("a") + " " + site.open();
  }
}
