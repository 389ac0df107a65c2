package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.ClientWithSub;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A client that sees who is present is closed while it connects elsewhere. */
@JCStressTest
@Outcome(
    id = "CLOSED STALE, nobody nobody, ",
    expect = ACCEPTABLE,
    desc = "it has left, on whichever side of the move")
@Outcome(expect = FORBIDDEN, desc = "it is still somewhere, or a connection is left")
@State
public class ClientWithSubCloseAgainstConnectTo {
  private final Site site = new Site();
  private final ClientWithSub client = site.liveClientWithSub("a", "x");

  @Actor
  public void one() {
    client.connectTo("b", "b");
  }

  @Actor
  public void other() {
    client.close();
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r1 = client.clientState().phase() + " " + client.state();
    r.r2 = site.presentAt("a") + " " + site.presentAt("b");
    r.r3 = site.open();
  }
}
