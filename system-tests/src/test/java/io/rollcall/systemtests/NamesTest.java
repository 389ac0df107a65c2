package io.rollcall.systemtests;

import io.rollcall.systemtests.nodes.Role;
import io.rollcall.systemtests.truth.Bounds;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VoidIfPaused.class)
class NamesTest {
  private static final String NAME = "rollcall.test";

  /** The JVM would keep an answer for half a minute. */
  private static final Map<String, String> FORGETFUL =
      Map.of("JDK_JAVA_OPTIONS", "-Dsun.net.inetaddr.ttl=1");

  @Test
  void shouldJoinAllServersBehindOneNameAndFollowIt() throws Exception {
    try (Cluster cluster = Cluster.onLan("names")) {
      ViewWaiter views = startBehindOneName(cluster);

      cluster.name(NAME, "s2", "s3");
      cluster.start(Role.SERVER, "s3");
      cluster.kill("s1");
      views.calm();
      cluster.kill("s2");
      views.hold(Bounds.STALE.plusSeconds(1));
      cluster.update("m1");
      views.calm();
    }
  }

  @Test
  @Tag("long")
  void shouldSeeNoEventWhenServersBehindOneNameAreKilledInTurn() throws Exception {
    try (Cluster cluster = Cluster.onLan("names-in-turn")) {
      ViewWaiter views = startBehindOneName(cluster);

      for (String server : new String[] {"s1", "s2"}) {
        cluster.kill(server);
        views.hold(Bounds.STALE.plusSeconds(1));
        cluster.restart(server);
        views.calm();
      }
    }
  }

  private static ViewWaiter startBehindOneName(Cluster cluster) throws InterruptedException {
    for (String member : new String[] {"m1", "m2"}) {
      cluster.environment(member, FORGETFUL);
    }
    cluster.name(NAME, "s1", "s2");
    cluster.start(2, 2);
    ViewWaiter views = new ViewWaiter(cluster);
    views.calm();
    return views;
  }
}
