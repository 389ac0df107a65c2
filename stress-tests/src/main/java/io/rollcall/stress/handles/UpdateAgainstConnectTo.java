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

/**
 * A client that has its connections alone connects elsewhere while it says something else of
 * itself.
 */
@JCStressTest
@Outcome(
    id = "nobody, x TAKEN",
    expect = ACCEPTABLE,
    desc = "it is where it went, with its last word")
@Outcome(expect = FORBIDDEN, desc = "the update is lost, or the client is in two places")
@State
public class UpdateAgainstConnectTo {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");

  @Actor
  public void one() {
    client.update(client.self().withStatus(Status.TAKEN));
  }

  @Actor
  public void other() {
    client.connectTo("b");
  }

  @Arbiter
  public void after(LL_Result r) {
    r.r1 = site.presentAt("a");
    r.r2 = site.presentAt("b");
  }
}
