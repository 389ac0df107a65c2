package io.rollcall.systemtests;

import io.rollcall.systemtests.truth.Bounds;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(VoidIfPaused.class)
class LongOutageTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @Test
  void shouldSeeClientAgainWhoseLinkWasDownForTenMinutes() throws Exception {
    try (Cluster cluster = Cluster.onLan("ten-minutes-client")) {
      cluster.start(2, 3);
      ViewWaiter views = new ViewWaiter(cluster);
      views.calm();

      cluster.linkDown("m1");
      views.agreement(Bounds.SILENT);
      views.hold(TEN_MINUTES);
      cluster.linkUp("m1");
      views.calm();
    }
  }

  @Test
  void shouldSeeNoEventWhenServersLinkWasDownForTenMinutes() throws Exception {
    try (Cluster cluster = Cluster.onLan("ten-minutes-server")) {
      cluster.start(2, 3);
      ViewWaiter views = new ViewWaiter(cluster);
      views.calm();

      cluster.linkDown("s1");
      views.hold(TEN_MINUTES);
      cluster.kill("m3");
      views.agreement(Bounds.SILENT);
      cluster.linkUp("s1");
      views.calm();
    }
  }

  @Test
  void shouldKeepLastRosterWhenAllServersWereCutOffForTenMinutes() throws Exception {
    try (Cluster cluster = Cluster.onLan("ten-minutes-all-servers")) {
      cluster.start(2, 3);
      ViewWaiter views = new ViewWaiter(cluster);
      views.calm();

      cluster.linkDown("s1");
      cluster.linkDown("s2");
      views.state("m1", "STALE", Bounds.STALE);
      views.hold(TEN_MINUTES);
      cluster.linkUp("s1");
      cluster.linkUp("s2");
      views.calm();
    }
  }

  @Test
  void shouldResurrectNobodyWhenServerWasFrozenForAMinute() throws Exception {
    try (Cluster cluster = Cluster.onLan("frozen-for-a-minute")) {
      cluster.start(2, 4);
      ViewWaiter views = new ViewWaiter(cluster);
      views.calm();

      cluster.freeze("s1");
      views.hold(Duration.ofSeconds(5));
      cluster.kill("m3");
      views.agreement(Bounds.SILENT);
      views.hold(Duration.ofSeconds(55));
      cluster.thaw("s1");
      views.calm();
    }
  }

  @Test
  void shouldFindServersAgainThatWereAwayForAMinute() throws Exception {
    try (Cluster cluster = Cluster.onLan("away-for-a-minute")) {
      cluster.start(2, 3);
      ViewWaiter views = new ViewWaiter(cluster);
      views.calm();

      cluster.kill("s1");
      cluster.kill("s2");
      views.state("m1", "STALE", Bounds.STALE);
      views.hold(Duration.ofMinutes(1));
      cluster.restart("s1");
      views.calm();
      cluster.restart("s2");
      views.calm();
    }
  }
}
