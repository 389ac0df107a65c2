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

/** Two clients that share their connections are closed at once. */
@JCStressTest
@Outcome(
    id = "CLOSED, CLOSED, nobody ",
    expect = ACCEPTABLE,
    desc = "both have left, and the last one has closed the connections")
@Outcome(expect = FORBIDDEN, desc = "somebody is left, or a connection is")
@State
public class CloseOfBothThatShare {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");
  private final Client neighbour = site.client("a", "y");

  @Actor
  public void one(LLL_Result r) {
    client.close();
    r.r1 = Site.phase(client);
  }

  @Actor
  public void other(LLL_Result r) {
    neighbour.close();
    r.r2 = Site.phase(neighbour);
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r3 = site.presentAt("a") + " " + site.open();
  }
}
