package consumer.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rollcall.testkit.ManualMembership;
import io.rollcall.testkit.RollcallExtension;
import io.rollcall.testkit.SimulatedCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RollcallExtension.class)
class TestkitTest {
  @Test
  void shouldDriveAMembershipByHand() {
    assertTrue(TestkitTest.class.getModule().isNamed());
    try (ManualMembership membership = ManualMembership.start()) {
      membership.join("a", "b");
      membership.leave("a");
      assertEquals(List.of("b"), Names.of(membership));
    }
  }

  @Test
  void shouldSimulateACluster(SimulatedCluster cluster) {
    var subscriber = cluster.startSubscriber();
    cluster.startClient("a");
    cluster.settle();
    assertEquals(List.of("a"), Names.of(subscriber));
  }
}
