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

/** A client is closed while it says something else of itself. */
@JCStressTest
@Outcome(
    id = "CLOSED, nobody, ",
    expect = ACCEPTABLE,
    desc = "it has left, whether or not it was heard first")
@Outcome(expect = FORBIDDEN, desc = "an update brought it back, or a connection is left")
@State
public class CloseAgainstUpdate {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");

  @Actor
  public void one() {
    client.update(client.self().withStatus(Status.TAKEN));
  }

  @Actor
  public void other() {
    client.close();
  }

  @Arbiter
  public void after(LLL_Result r) {
    r.r1 = Site.phase(client);
    r.r2 = site.presentAt("a");
    r.r3 = site.open();
  }
}
