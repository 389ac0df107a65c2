package io.rollcall.stress.handles;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.rollcall.discovery.Client;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A client that nobody hears is closed while somebody waits until it has joined. */
@JCStressTest
@Outcome(id = "false", expect = ACCEPTABLE, desc = "who waits is released")
@Outcome(expect = FORBIDDEN, desc = "there was nobody to join")
@State
public class CloseAgainstAwaitJoined {
  private final Site site = new Site();
  private final Client client = site.client("nowhere", "x");

  @Actor
  public void one() {
    client.close();
  }

  @Actor
  public void other(L_Result r) {
    try {
      r.r1 = client.awaitJoined(Duration.ofHours(1));
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }
}
