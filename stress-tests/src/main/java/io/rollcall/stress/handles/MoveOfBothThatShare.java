package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Client;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two clients that share their connections go on elsewhere at once, without leaving the server. */
@JCStressTest
@Outcome(
    id = "JOINED JOINED, x + y, x + y",
    expect = ACCEPTABLE,
    desc = "both are where they went, and answer")
@Outcome(expect = FORBIDDEN, desc = "one was taken along when the shared connections closed")
@State
public class MoveOfBothThatShare {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");
  private final Client neighbour = site.client("a", "y");

  @Actor
  public void one() {
    client.connectTo("a,b");
  }

  @Actor
  public void other() {
    neighbour.connectTo("a,b");
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r2 = site.presentAt("a");
    r.r3 = site.presentAt("b");
    r.r1 = Site.phase(client) + " " + Site.phase(neighbour);
    client.close();
    neighbour.close();
  }
}
