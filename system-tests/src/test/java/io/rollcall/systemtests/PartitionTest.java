package io.rollcall.systemtests;

import io.rollcall.systemtests.nodes.Role;
import io.rollcall.systemtests.truth.Bounds;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PartitionTest {
  private static final Set<String> FAR = Set.of("s2", "m3", "m4");

  @RegisterExtension static final Shared shared = Shared.of("partition", 2, 4);

  @Test
  void shouldSeeOwnHalfWhileCutOffAndAllOnceHealed() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    cluster.split(FAR);
    views.agreement(Bounds.SILENT);
    views.hold(Duration.ofSeconds(15).minus(Bounds.SILENT));
    cluster.heal();
    views.calm();
  }

  @Test
  void shouldAgreeOnWhoCameAndLeftWhileHalfWasCutOff() throws Exception {
    Cluster cluster = shared.cluster();
    ViewWaiter views = shared.watch();

    cluster.split(FAR);
    views.agreement(Bounds.SILENT);
    cluster.kill("m4");
    views.agreement(Bounds.LOST);
    cluster.update("m3");
    cluster.start(Role.MEMBER, "m5");
    views.agreement(Bounds.SILENT);
    views.hold(Duration.ofSeconds(8));
    cluster.heal();
    views.calm();
  }
}
