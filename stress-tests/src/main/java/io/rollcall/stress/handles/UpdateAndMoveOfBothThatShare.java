package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Status;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Two clients that share their connections each say something else of themselves and go on
 * elsewhere.
 */
@JCStressTest
@Outcome(
    id = "nobody, x TAKEN, y OFFLINE",
    expect = ACCEPTABLE,
    desc = "each is where it went, with its last word")
@Outcome(expect = FORBIDDEN, desc = "an update was dropped when the shared connections closed")
@State
public class UpdateAndMoveOfBothThatShare {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");
  private final Client neighbour = site.client("a", "y");

  @Actor
  public void one() {
    client.update(client.self().withStatus(Status.TAKEN));
    client.connectTo("b");
  }

  @Actor
  public void other() {
    neighbour.update(neighbour.self().withStatus(Status.OFFLINE));
    neighbour.connectTo("c");
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r1 = site.presentAt("a");
    r.r2 = site.presentAt("b");
    r.r3 = site.presentAt("c");
    client.close();
    neighbour.close();
  }
}
