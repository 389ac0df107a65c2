package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Status;
import io.rollcall.testkit.ManualMembership;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While nobody stands behind the roster, nothing is deleted. */
class StaleTest {
  private static final String ONE = "rollcall-127.0.0.1:3a1001";
  private static final String TWO = "rollcall-127.0.0.1:3a1002";
  private static final String THREE = "rollcall-127.0.0.1:3a1003";
  private static final String LAST = "rollcall-127.0.0.1:3a1009 READY 1";

  @RegisterExtension final Haproxy haproxy = new Haproxy();
  private final ManualMembership membership = ManualMembership.start();

  @Test
  void shouldKeepThoseThatAreMissedWhileStale() {
    followTwo();
    membership.stale();

    membership.leave("127.0.0.1:1001", Cause.LOST);
    joinLast();
    awaitServers(ONE + " READY 1", TWO + " READY 1", LAST);

    membership.becomeLive();
    awaitServers(TWO + " READY 1", LAST);
  }

  @Test
  void shouldSendNothingMoreToWhoSaysGoodbyeWhileStale() {
    followTwo();
    membership.stale();

    membership.leave("127.0.0.1:1001");
    membership.update(Member.named("127.0.0.1:1002").withStatus(Status.OFFLINE));
    joinLast();
    awaitServers(ONE + " MAINT 1", TWO + " MAINT 1", LAST);

    membership.becomeLive();
    awaitServers(LAST);
  }

  @Test
  void shouldForgetTheGoodbyeOfWhoCameBack() {
    followTwo();
    membership.stale();
    membership.leave("127.0.0.1:1001");
    awaitServers(ONE + " MAINT 1", TWO + " READY 1");
    membership.join("127.0.0.1:1001");
    awaitServers(ONE + " READY 1", TWO + " READY 1");

    membership.leave("127.0.0.1:1001", Cause.SILENT);
    joinLast();

    awaitServers(ONE + " READY 1", TWO + " READY 1", LAST);
  }

  @Test
  void shouldTouchNothingBeforeTheFirstRoster() {
    haproxy.ask("add server app/" + ONE + " 127.0.0.1:1001");
    haproxy.ask("set server app/" + ONE + " state ready");

    haproxy.follow(membership);
    // Several times as long as it takes to look.
    await()
        .during(Duration.ofMillis(300))
        .until(() -> haproxy.servers().equals(List.of(ONE + " READY 1")));

    membership.becomeLive();
    awaitServers();
  }

  @Test
  void shouldAddAndMoveWhileStale() {
    followTwo();
    membership.stale();

    membership.join("127.0.0.1:1003");
    membership.update(Member.named("127.0.0.1:1001").withAttribute("weight", "5"));

    awaitServers(ONE + " READY 5", TWO + " READY 1", THREE + " READY 1");
  }

  @Test
  void shouldKeepTheLastListWhenTheMembershipEnds() {
    followTwo();

    membership.close();
    haproxy.ask("set server app/" + ONE + " state maint");
    haproxy.ask("del server app/" + ONE);

    awaitServers(ONE + " READY 1", TWO + " READY 1");
  }

  private void followTwo() {
    haproxy.follow(membership);
    membership.join("127.0.0.1:1001", "127.0.0.1:1002");
    awaitServers(ONE + " READY 1", TWO + " READY 1");
  }

  /** Once this one is there, what came before it has been seen too. */
  private void joinLast() {
    membership.join("127.0.0.1:1009");
  }

  private void awaitServers(String... expected) {
    await().untilAsserted(() -> assertThat(haproxy.servers()).containsExactly(expected));
  }
}
