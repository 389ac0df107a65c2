package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.ClientWithSub;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two threads close one client that sees who is present. */
@JCStressTest
@Outcome(
    id = "CLOSED STALE nobody , CLOSED STALE nobody ",
    expect = ACCEPTABLE,
    desc = "both waited until it had left")
@Outcome(expect = FORBIDDEN, desc = "a close returned too early")
@State
public class ClientWithSubCloseAgainstClose {
  private final Site site = new Site();
  private final ClientWithSub client = site.liveClientWithSub("a", "x");

  @Actor
  public void one(LL_Result r) {
    client.close();
    r.r1 =
        client.clientState().phase()
            + " "
            + client.state()
            + " "
            + site.presentAt("a")
            + " "
            + site.open();
  }

  @Actor
  public void other(LL_Result r) {
    client.close();
    r.r2 =
        client.clientState().phase()
            + " "
            + client.state()
            + " "
            + site.presentAt("a")
            + " "
            + site.open();
  }
}
