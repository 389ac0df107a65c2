package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Client;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A client is closed while somebody reads its states to the end. */
@JCStressTest
@Outcome(id = "CLOSED", expect = ACCEPTABLE, desc = "the feed ends with the last state")
@Outcome(expect = FORBIDDEN, desc = "the last state was not told")
@State
public class CloseAgainstStates {
  private final Site site = new Site();
  private final Client client = site.client("a", "x");

  @Actor
  public void one() {
    client.close();
  }

  @Actor
  public void other(L_Result r) {
    r.r1 = Site.last(client.clientStates(), Site::phase);
  }
}
