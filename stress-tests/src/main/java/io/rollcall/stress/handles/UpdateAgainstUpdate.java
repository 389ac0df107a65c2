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
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two threads say something else of one client. */
@JCStressTest
@Outcome(
    id = {"TAKEN, x TAKEN", "OFFLINE, x OFFLINE"},
    expect = ACCEPTABLE,
    desc = "what the handle says is what the server heard last")
@Outcome(expect = FORBIDDEN, desc = "the server heard the updates in another order than the handle")
@State
public class UpdateAgainstUpdate {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");

  @Actor
  public void one() {
    client.update(client.self().withStatus(Status.TAKEN));
  }

  @Actor
  public void other() {
    client.update(client.self().withStatus(Status.OFFLINE));
  }

  @Arbiter
  public void after(LL_Result r) {
    r.r1 = client.self().status();
    r.r2 = site.presentAt("a");
  }
}
