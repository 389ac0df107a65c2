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

/** Of two clients that share their connections one is closed while the other connects elsewhere. */
@JCStressTest
@Outcome(
    id = "nobody, x, b",
    expect = ACCEPTABLE,
    desc = "one has left, the other is where it went")
@Outcome(expect = FORBIDDEN, desc = "somebody is in a wrong place, or a connection is left")
@State
public class CloseAgainstMoveOfANeighbour {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");
  private final Client neighbour = site.client("a", "y");

  @Actor
  public void one() {
    client.connectTo("b");
  }

  @Actor
  public void other() {
    neighbour.close();
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r1 = site.presentAt("a");
    r.r2 = site.presentAt("b");
    r.r3 = site.open();
    client.close();
  }
}
