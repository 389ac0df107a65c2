package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Membership;
import io.rollcall.discovery.Status;
import io.rollcall.testkit.ManualMembership;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real HAProxy follows a membership that is driven by hand. */
class FollowTest {
  @RegisterExtension final Haproxy haproxy = new Haproxy();
  private final ManualMembership membership = ManualMembership.start();

  @Test
  void shouldSendRequestsToWhoIsThere() throws IOException {
    Web one = haproxy.web();
    Web two = haproxy.web();
    haproxy.follow(membership);
    membership.join(one.member("one"));
    membership.join(two.member("two"));

    awaitServers("rollcall-one READY 1", "rollcall-two READY 1");
    assertThat(askedFor(4)).containsExactlyInAnyOrder("200 " + one.port(), "200 " + two.port());

    membership.leave("one");
    awaitServers("rollcall-two READY 1");
    assertThat(askedFor(4)).containsExactly("200 " + two.port());
  }

  @Test
  void shouldGoOnAfterAnError() {
    AtomicInteger failures = new AtomicInteger(3);
    Membership failing =
        (Membership)
            Proxy.newProxyInstance(
                Membership.class.getClassLoader(),
                new Class<?>[] {Membership.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("roster") && failures.getAndDecrement() > 0) {
                    throw new StackOverflowError("once too deep");
                  }
                  return method.invoke(membership, arguments);
                });
    haproxy.follow(failing);
    membership.join("127.0.0.1:1001");

    awaitServers("rollcall-127.0.0.1:3a1001 READY 1");
  }

  @Test
  void shouldRemoveThoseThatDied() throws IOException {
    haproxy.follow(membership);
    membership.join(Member.named("127.0.0.1:1001"));
    membership.join(Member.named("127.0.0.1:1002"));
    awaitServers("rollcall-127.0.0.1:3a1001 READY 1", "rollcall-127.0.0.1:3a1002 READY 1");

    membership.leave("127.0.0.1:1001", Cause.LOST);
    membership.leave("127.0.0.1:1002", Cause.SILENT);

    awaitServers();
  }

  @Test
  void shouldDrainWhoIsTakenUntilItIsFree() throws IOException {
    Web web = haproxy.web();
    haproxy.follow(membership);
    membership.join(web.member("one"));
    awaitServers("rollcall-one READY 1");

    membership.update(web.member("one").withStatus(Status.TAKEN));
    awaitServers("rollcall-one DRAIN 1");
    assertThat(askedFor(1)).first().asString().startsWith("503");

    membership.update(web.member("one"));
    awaitServers("rollcall-one READY 1");
    assertThat(askedFor(1)).containsExactly("200 " + web.port());
  }

  @Test
  void shouldRemoveWhoIsOutOfServiceUntilItIsBack() throws IOException {
    Web web = haproxy.web();
    haproxy.follow(membership);
    membership.join(web.member("one"));
    awaitServers("rollcall-one READY 1");

    membership.update(web.member("one").withStatus(Status.OFFLINE));
    awaitServers();

    membership.update(web.member("one"));
    awaitServers("rollcall-one READY 1");
  }

  @Test
  void shouldTakeWeightsFromAnAttribute() {
    haproxy.follow(membership);
    Member member = Member.named("127.0.0.1:1001");
    membership.join(member.withAttribute("weight", "10"));
    awaitServers("rollcall-127.0.0.1:3a1001 READY 10");

    membership.update(member.withAttribute("weight", "256"));
    awaitServers("rollcall-127.0.0.1:3a1001 READY 256");

    // Malformed, so nobody picks it.
    membership.update(member.withAttribute("weight", "257"));
    awaitServers("rollcall-127.0.0.1:3a1001 READY 0");
  }

  @Test
  void shouldMoveAServerWhoseMemberMoves() throws IOException {
    Web before = haproxy.web();
    Web after = haproxy.web();
    haproxy.follow(membership);
    membership.join(before.member("one"));
    awaitServers("rollcall-one READY 1");
    assertThat(askedFor(1)).containsExactly("200 " + before.port());

    membership.update(after.member("one"));

    await().untilAsserted(() -> assertThat(askedFor(2)).containsExactly("200 " + after.port()));
  }

  @Test
  void shouldTakeAddressesOfBothVersions() {
    haproxy.follow(membership);
    Member member = Member.named("one");
    membership.join(member.withAttribute("address", "http://[::1]:1001/"));
    awaitServers("rollcall-one READY 1");
    assertThat(own().address()).isEqualTo("::1");
    assertThat(own().port()).isEqualTo(1001);

    membership.update(member.withAttribute("address", "tcp://127.0.0.2:1002"));
    await().untilAsserted(() -> assertThat(own().address()).isEqualTo("127.0.0.2"));
    assertThat(own().port()).isEqualTo(1002);

    membership.update(member.withAttribute("address", "localhost:1003"));
    await().untilAsserted(() -> assertThat(own().port()).isEqualTo(1003));
  }

  @Test
  void shouldKeepOutWhoHasNoAddress() {
    haproxy.follow(membership);
    membership.join("nobody knows where");
    membership.join(Member.named("bad").withAttribute("address", "no-such-host.invalid:80"));
    membership.join(Member.named("127.0.0.1:1001"));

    awaitServers("rollcall-127.0.0.1:3a1001 READY 1");
  }

  @Test
  void shouldAddServersWithParameters() {
    HaproxyOptions options = Haproxy.BRISK.withServerParameters("check inter 100 maxconn 7");
    haproxy.follow(membership, options);
    membership.join(Member.named("127.0.0.1:1"));

    // Nobody listens there, so a check that runs finds it down.
    await()
        .untilAsserted(
            () ->
                assertThat(haproxy.ask("show stat -1 4 -1"))
                    .containsPattern("rollcall-127.0.0.1:3a1,.*,DOWN,"));
  }

  @Test
  void shouldSayNothingThatAStrangerSays() {
    haproxy.follow(membership);
    List<String> hostile =
        List.of(
            "a;del server app/static", "b static", "c\\ d", "e << f", "ü", "a:3b", "%s", "\"q\"");
    for (String name : hostile) {
      membership.join(Member.named(name).withAttribute("address", "127.0.0.1:1001"));
    }
    membership.join(
        Member.named("x").withAttribute("address", "127.0.0.1:1;del server app/static"));
    membership.join(
        Member.named("y").withAttribute("address", "127.0.0.1:1\ndel server app/static"));
    membership.join(
        Member.named("z")
            .withAttribute("address", "127.0.0.1:1002")
            .withAttribute("weight", "1;del server app/static"));

    await().untilAsserted(() -> assertThat(haproxy.servers()).hasSize(hostile.size() + 1));
    assertThat(haproxy.states(Haproxy.APP))
        .anyMatch(server -> server.name().equals(Haproxy.STATIC) && server.mode() == Mode.MAINT);
  }

  @Test
  void shouldTakeTheLongestNameThatAMemberCanHave() {
    haproxy.follow(membership);
    String name = ";".repeat(255);
    membership.join(Member.named(name).withAttribute("address", "127.0.0.1:1001"));

    awaitServers("rollcall-" + ":3b".repeat(255) + " READY 1");

    membership.leave(name);
    awaitServers();
  }

  private ServerState own() {
    return haproxy.states(Haproxy.APP).stream()
        .filter(server -> server.name().equals("rollcall-one"))
        .findFirst()
        .orElseThrow();
  }

  private void awaitServers(String... expected) {
    await().untilAsserted(() -> assertThat(haproxy.servers()).containsExactly(expected));
  }

  private Set<String> askedFor(int times) throws IOException {
    Set<String> answers = new TreeSet<>();
    for (int i = 0; i < times; i++) {
      try (Browser browser = new Browser(haproxy.socket(Haproxy.APP))) {
        answers.add(browser.get("/"));
      }
    }
    return answers;
  }
}
