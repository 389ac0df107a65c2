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

/** A client is closed while it connects elsewhere. */
@JCStressTest
@Outcome(
    id = "CLOSED, nobody nobody, ",
    expect = ACCEPTABLE,
    desc = "it has left, on whichever side of the move")
@Outcome(expect = FORBIDDEN, desc = "it is still somewhere, or a connection is left")
@State
public class CloseAgainstConnectTo {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");

  @Actor
  public void one() {
    client.connectTo("b");
  }

  @Actor
  public void other() {
    client.close();
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r1 = Site.phase(client);
    r.r2 = site.presentAt("a") + " " + site.presentAt("b");
    r.r3 = site.open();
  }
}
