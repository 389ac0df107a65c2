package io.rollcall.systemtests;

import io.rollcall.systemtests.truth.Bounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinksTest {

  @RegisterExtension static final Shared shared = Shared.of("links", 2, 3);

  private static final Duration SOME_SECONDS = Duration.ofSeconds(6);

  @Test
  void shouldMissClientWhoseLinkIsDownAndSeeItAgain() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    cluster.linkDown("m1");
    views.agreement(Bounds.SILENT);
    views.hold(SOME_SECONDS.minus(Bounds.SILENT));

    cluster.linkUp("m1");
    views.calm();
  }

  @Test
  void shouldSeeNoEventWhenLinkIsDownForAMoment() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    for (String server : new String[] {"s1", "s2"}) {
      cluster.linkDown(server);
      views.hold(Duration.ofSeconds(1));
      cluster.linkUp(server);
      views.calm();
    }
  }

  @Test
  void shouldSeeNoEventWhenServersLinkIsDown() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    cluster.linkDown("s1");
    views.hold(SOME_SECONDS);
    cluster.kill("m3");
    views.agreement(Bounds.SILENT);

    cluster.linkUp("s1");
    views.calm();
    cluster.restart("m3");
    views.calm();
  }

  @Test
  void shouldKeepLastRosterWhenLinksOfAllServersAreDown() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    cluster.linkDown("s1");
    views.hold(SOME_SECONDS);
    cluster.linkDown("s2");
    views.state("m1", "STALE", Bounds.STALE);
    views.hold(SOME_SECONDS);

    cluster.linkUp("s1");
    cluster.linkUp("s2");
    views.calm();
  }
}
