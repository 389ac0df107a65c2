package io.rollcall.systemtests;

import io.rollcall.systemtests.truth.Bounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServersTest {
  @RegisterExtension static final Shared shared = Shared.of("servers", 3, 3);

  @Test
  void shouldSeeNoEventWhenServersAreKilledInTurn() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    for (String server : new String[] {"s1", "s2", "s3"}) {
      cluster.kill(server);
      views.hold(Bounds.STALE.plusSeconds(1));
      cluster.restart(server);
      views.calm();
    }
  }

  @Test
  void shouldSeeNoEventWhenServersAreKilledWhileOthersAreAwayOrSettle() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    cluster.kill("s1");
    cluster.kill("s2");
    cluster.restart("s1");
    cluster.kill("s3");
    views.calm();
    cluster.restart("s2");
    cluster.kill("s1");
    views.calm();
    cluster.restart("s1");
    cluster.restart("s3");
    views.calm();
  }

  @Test
  void shouldKeepLastRosterWhenAllServersAreAway() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    for (String server : new String[] {"s1", "s2", "s3"}) {
      cluster.kill(server);
    }
    views.state("m1", "STALE", Bounds.STALE);
    cluster.kill("m3");
    views.hold(Duration.ofSeconds(5));

    cluster.restart("s1");
    views.calm();
    cluster.restart("s2");
    cluster.restart("s3");
    cluster.restart("m3");
    views.calm();
  }

  @Test
  void shouldSeeNoEventWhenServersCloseAndStartInTurn() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    for (String server : new String[] {"s1", "s2", "s3"}) {
      cluster.close(server);
      cluster.restart(server);
      views.calm();
    }
  }
}
