package io.rollcall.systemtests;

import io.rollcall.systemtests.truth.Bounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoppedTest {
  @RegisterExtension
  static final Shared shared = Shared.of("stopped", 2, 3).withClientAndSubscriber();

  @Test
  void shouldMissStoppedClientsAndSeeThemAgain() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    cluster.freeze("m1");
    cluster.freeze("c1");
    views.agreement(Bounds.SILENT);
    views.hold(Duration.ofSeconds(2));
    cluster.thaw("m1");
    cluster.thaw("c1");
    views.calm();
  }

  @Test
  void shouldTellSubscriberWhatItMissedWhileItWasStopped() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    cluster.freeze("w1");
    views.hold(Duration.ofSeconds(3));
    cluster.kill("m3");
    views.agreement(Bounds.LOST);
    cluster.update("m2");
    views.hold(Duration.ofSeconds(4));
    cluster.thaw("w1");
    views.calm();
    cluster.restart("m3");
    views.calm();
  }

  @Test
  void shouldResurrectNobodyWhenServerWasStopped() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    cluster.freeze("s1");
    views.hold(Duration.ofSeconds(5));
    cluster.kill("m3");
    views.agreement(Bounds.SILENT);
    views.hold(Duration.ofSeconds(15));
    cluster.thaw("s1");
    views.calm();
    cluster.restart("m3");
    views.calm();
  }

  @Test
  void shouldMissKilledMembersInTime() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    cluster.kill("m3");
    views.agreement(Bounds.LOST);
    cluster.close("m2");
    views.agreement(Duration.ZERO);
    cluster.restart("m2");
    cluster.restart("m3");
    views.calm();
  }
}
