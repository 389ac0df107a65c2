package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Client;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two threads close one client. */
@JCStressTest
@Outcome(
    id = "CLOSED nobody, CLOSED nobody",
    expect = ACCEPTABLE,
    desc = "both waited until it had left")
@Outcome(expect = FORBIDDEN, desc = "a close returned too early")
@State
public class CloseAgainstClose {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");

  @Actor
  public void one(LL_Result r) {
    client.close();
    r.r1 = Site.phase(client) + " " + site.presentAt("a");
  }

  @Actor
  public void other(LL_Result r) {
    client.close();
    r.r2 = Site.phase(client) + " " + site.presentAt("a");
  }
}
