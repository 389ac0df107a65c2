package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.ClientWithSub;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A client that sees who is present connects elsewhere, by two threads to two lists. */
@JCStressTest
@Outcome(
    id = "x nobody, a a",
    expect = ACCEPTABLE,
    desc = "the list of one call, for both kinds of connections")
@Outcome(
    id = "nobody x, b b",
    expect = ACCEPTABLE,
    desc = "the list of the other call, for both kinds of connections")
@Outcome(expect = FORBIDDEN, desc = "joined here, listens there")
@State
public class ClientWithSubConnectToAgainstConnectTo {
  private final Site site = new Site();
  private final ClientWithSub client = site.liveClientWithSub("a,b", "x");

  @Actor
  public void one() {
    client.connectTo("a", "a");
  }

  @Actor
  public void other() {
    client.connectTo("b", "b");
  }

  @Arbiter
  public void after(LL_Result r) {
    r.r1 = site.presentAt("a") + " " + site.presentAt("b");
    r.r2 = site.open();
    client.close();
  }
}
