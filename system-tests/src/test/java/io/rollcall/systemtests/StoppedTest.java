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
    Watch watch = shared.watch();

    cluster.freeze("m1");
    cluster.freeze("c1");
    watch.agreement(Bounds.SILENT);
    watch.hold(Duration.ofSeconds(2));
    cluster.thaw("m1");
    cluster.thaw("c1");
    watch.calm();
  }

  @Test
  void shouldTellSubscriberWhatItMissedWhileItWasStopped() throws Exception {
    Cluster cluster = shared.cluster();
    Watch watch = shared.watch();

    cluster.freeze("w1");
    watch.hold(Duration.ofSeconds(3));
    cluster.kill("m3");
    watch.agreement(Bounds.LOST);
    cluster.update("m2");
    watch.hold(Duration.ofSeconds(4));
    cluster.thaw("w1");
    watch.calm();
    cluster.restart("m3");
    watch.calm();
  }

  @Test
  void shouldResurrectNobodyWhenServerWasStopped() throws Exception {
    Cluster cluster = shared.cluster();
    Watch watch = shared.watch();

    cluster.freeze("s1");
    watch.hold(Duration.ofSeconds(5));
    cluster.kill("m3");
    watch.agreement(Bounds.SILENT);
    watch.hold(Duration.ofSeconds(15));
    cluster.thaw("s1");
    watch.calm();
    cluster.restart("m3");
    watch.calm();
  }

  @Test
  void shouldMissKilledMembersInTime() throws Exception {
    Cluster cluster = shared.cluster();
    Watch watch = shared.watch();

    cluster.kill("m3");
    watch.agreement(Bounds.LOST);
    cluster.close("m2");
    watch.agreement(Duration.ZERO);
    cluster.restart("m2");
    cluster.restart("m3");
    watch.calm();
  }
}
