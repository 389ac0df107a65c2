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
    Watch watch = shared.watch();

    cluster.linkDown("m1");
    watch.agreement(Bounds.SILENT);
    watch.hold(SOME_SECONDS.minus(Bounds.SILENT));

    cluster.linkUp("m1");
    watch.calm();
  }

  @Test
  void shouldSeeNoEventWhenLinkIsDownForAMoment() throws Exception {
    Cluster cluster = shared.cluster();
    Watch watch = shared.watch();

    for (String server : new String[] {"s1", "s2"}) {
      cluster.linkDown(server);
      watch.hold(Duration.ofSeconds(1));
      cluster.linkUp(server);
      watch.calm();
    }
  }

  @Test
  void shouldSeeNoEventWhenServersLinkIsDown() throws Exception {
    Cluster cluster = shared.cluster();
    Watch watch = shared.watch();

    cluster.linkDown("s1");
    watch.hold(SOME_SECONDS);
    cluster.kill("m3");
    watch.agreement(Bounds.SILENT);

    cluster.linkUp("s1");
    watch.calm();
    cluster.restart("m3");
    watch.calm();
  }

  @Test
  void shouldKeepLastRosterWhenLinksOfAllServersAreDown() throws Exception {
    Cluster cluster = shared.cluster();
    Watch watch = shared.watch();

    cluster.linkDown("s1");
    watch.hold(SOME_SECONDS);
    cluster.linkDown("s2");
    watch.state("m1", "STALE", Bounds.STALE);
    watch.hold(SOME_SECONDS);

    cluster.linkUp("s1");
    cluster.linkUp("s2");
    watch.calm();
  }
}
