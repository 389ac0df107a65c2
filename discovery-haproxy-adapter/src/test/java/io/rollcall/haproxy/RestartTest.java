package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Status;
import io.rollcall.testkit.ManualMembership;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HAProxy is killed and started again, which empties its runtime state; so is the follower. */
class RestartTest {
  @RegisterExtension final Haproxy haproxy = new Haproxy();
  private final ManualMembership membership = ManualMembership.start();

  @Test
  void shouldRepairARestartedHaproxy() throws IOException {
    haproxy.follow(membership);
    membership.join(Member.named("127.0.0.1:1001").withAttribute("weight", "9"));
    membership.join(Member.named("127.0.0.1:1002").withStatus(Status.TAKEN));
    awaitServers("rollcall-127.0.0.1:3a1001 READY 9", "rollcall-127.0.0.1:3a1002 DRAIN 1");

    haproxy.kill();
    haproxy.start();

    awaitServers("rollcall-127.0.0.1:3a1001 READY 9", "rollcall-127.0.0.1:3a1002 DRAIN 1");
  }

  @Test
  void shouldCatchUpWithWhatHappenedWhileHaproxyWasAway() throws IOException {
    haproxy.follow(membership);
    membership.join("127.0.0.1:1001");
    awaitServers("rollcall-127.0.0.1:3a1001 READY 1");

    haproxy.kill();
    membership.join("127.0.0.1:1002");
    membership.leave("127.0.0.1:1001");
    haproxy.start();

    awaitServers("rollcall-127.0.0.1:3a1002 READY 1");
  }

  @Test
  void shouldWaitForAHaproxyThatIsNotThereYet() throws IOException {
    haproxy.kill();
    haproxy.follow(membership);
    membership.join("127.0.0.1:1001");

    haproxy.start();

    awaitServers("rollcall-127.0.0.1:3a1001 READY 1");
  }

  @Test
  void shouldRepairWhatSomebodyDidToItsServers() {
    haproxy.follow(membership);
    membership.join("127.0.0.1:1001");
    awaitServers("rollcall-127.0.0.1:3a1001 READY 1");

    haproxy.ask("set server app/rollcall-127.0.0.1:3a1001 state maint");
    awaitServers("rollcall-127.0.0.1:3a1001 READY 1");

    haproxy.ask("set server app/rollcall-127.0.0.1:3a1001 weight 7");
    awaitServers("rollcall-127.0.0.1:3a1001 READY 1");
  }

  @Test
  void shouldLeaveTheServersWhenItClosesAndTakeThemOverWhenItOpens() {
    HaproxyBackend first = haproxy.follow(membership);
    membership.join("127.0.0.1:1001");
    membership.join("127.0.0.1:1002");
    awaitServers("rollcall-127.0.0.1:3a1001 READY 1", "rollcall-127.0.0.1:3a1002 READY 1");

    first.close();
    first.close();
    membership.leave("127.0.0.1:1001");
    assertThat(haproxy.servers())
        .containsExactly("rollcall-127.0.0.1:3a1001 READY 1", "rollcall-127.0.0.1:3a1002 READY 1");

    haproxy.follow(membership);
    awaitServers("rollcall-127.0.0.1:3a1002 READY 1");
  }

  private void awaitServers(String... expected) {
    await().untilAsserted(() -> assertThat(haproxy.servers()).containsExactly(expected));
  }
}
