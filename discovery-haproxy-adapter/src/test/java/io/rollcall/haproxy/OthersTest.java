package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Member;
import io.rollcall.testkit.ManualMembership;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What belongs to somebody else is left alone. */
class OthersTest {
  private static final String ONE = "rollcall-127.0.0.1:3a1001 READY 1";
  private static final String TWO = "rollcall-127.0.0.1:3a1002 READY 1";

  @RegisterExtension final Haproxy haproxy = new Haproxy();
  private final ManualMembership membership = ManualMembership.start();

  @Test
  void shouldLeaveServersOfOthersAlone() {
    haproxy.ask("add server app/foreign 127.0.0.1:1001 weight 3");
    haproxy.ask("set server app/foreign state drain");
    String before = haproxy.ask("show servers state other");
    haproxy.follow(membership);
    membership.join("127.0.0.1:1001", "foreign", "static");
    awaitServers(Haproxy.APP, "foreign DRAIN 3", ONE);

    membership.leave("127.0.0.1:1001");

    awaitServers(Haproxy.APP, "foreign DRAIN 3");
    assertThat(haproxy.states(Haproxy.APP))
        .anyMatch(server -> server.name().equals(Haproxy.STATIC) && server.mode() == Mode.MAINT);
    assertThat(haproxy.ask("show servers state other")).isEqualTo(before);
  }

  @Test
  void shouldFollowIntoTwoBackendsOverBothKindsOfSockets() {
    ManualMembership second = ManualMembership.start();
    haproxy.follow(membership);
    haproxy.follow(second, haproxy.tcp(), Haproxy.OTHER, Haproxy.BRISK);

    membership.join("127.0.0.1:1001");
    second.join("127.0.0.1:1002");
    awaitServers(Haproxy.APP, ONE);
    awaitServers(Haproxy.OTHER, TWO);

    membership.leave("127.0.0.1:1001");
    awaitServers(Haproxy.APP);
    awaitServers(Haproxy.OTHER, TWO);
  }

  @Test
  void shouldShareABackendUnderAnotherPrefix() {
    ManualMembership second = ManualMembership.start();
    haproxy.follow(membership);
    haproxy.follow(second, Haproxy.BRISK.withPrefix("second-"));

    membership.join("127.0.0.1:1001");
    second.join("127.0.0.1:1001");
    awaitServers(Haproxy.APP, ONE, "second-127.0.0.1:3a1001 READY 1");

    second.leave("127.0.0.1:1001");
    awaitServers(Haproxy.APP, ONE);
  }

  @Test
  void shouldTakeMembersOfOneTypeAlone() {
    haproxy.follow(membership, Haproxy.BRISK.withType("web"));

    membership.join(Member.named("127.0.0.1:1002").withType("worker"));
    membership.join(Member.named("127.0.0.1:1001").withType("web"));

    awaitServers(Haproxy.APP, ONE);
  }

  @Test
  void shouldGoOnAfterACommandThatIsRefused() {
    haproxy.follow(membership, Haproxy.BRISK.withServerParameters("nonsense"));
    membership.join("127.0.0.1:1001");
    haproxy.ask("add server app/rollcall-gone 127.0.0.1:1");

    awaitServers(Haproxy.APP);
  }

  private void awaitServers(String backend, String... expected) {
    await().untilAsserted(() -> assertThat(haproxy.servers(backend)).containsExactly(expected));
  }

  @Test
  void shouldSayThatThereIsNoBackendOfTheName() {
    RuntimeApi api =
        new RuntimeApi(
            Endpoint.parse(haproxy.unix()),
            host -> Lookup.failed("no host is asked for"),
            Duration.ofSeconds(20));
    Reconciler wrong = new Reconciler(api, "ap", Haproxy.BRISK);

    assertThatThrownBy(() -> wrong.reconcile(new DesiredState(new TreeMap<>(), Set.of(), true), 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(haproxy.unix() + ": HAProxy has no backend 'ap'; ");
  }
}
