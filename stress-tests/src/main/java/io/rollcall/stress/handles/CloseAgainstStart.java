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

/** A client is closed while another one starts at the same endpoints. */
@JCStressTest
@Outcome(
    id = "y, a, nobody ",
    expect = ACCEPTABLE,
    desc =
        "on the same connections or on new ones, it has joined, and takes them along when it leaves")
@Outcome(expect = FORBIDDEN, desc = "it was put on connections that were closed, or some are left")
@State
public class CloseAgainstStart {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");
  private @Nullable Client started;

  @Actor
  public void one() {
    client.close();
  }

  @Actor
  public void other() {
    started = site.client("a", "y");
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r1 = site.presentAt("a");
    r.r2 = site.open();
    Objects.requireNonNull(started).close();
    r.r3 = site.presentAt("a") + " " + site.open();
  }
}
