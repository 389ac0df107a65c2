package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Status;
import io.rollcall.testkit.ManualMembership;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cookies bind a browser to a server that was added. */
class CookieTest {
  private static final String COOKIES = "cookies";
  private static final String KEYLESS = "keyless";

  @RegisterExtension
  final Haproxy haproxy =
      new Haproxy(
          section(COOKIES, "cookie SRV insert indirect nocache dynamic", "dynamic-cookie-key k")
              + section(KEYLESS, "cookie SRV insert indirect nocache"));

  private final ManualMembership membership = ManualMembership.start();

  @Test
  void shouldBindABrowserToOneServer() throws IOException {
    Web one = join("one");
    Web two = join("two");
    follow(COOKIES);
    awaitServers(COOKIES, "rollcall-one READY 1", "rollcall-two READY 1");

    assertThat(portsOf(cookieFor(one))).containsExactly("200 " + one.port());
    assertThat(portsOf(cookieFor(two))).containsExactly("200 " + two.port());
  }

  @Test
  void shouldSendWhoIsBoundAndNobodyElseToATakenServer() throws IOException {
    Web one = join("one");
    Web two = join("two");
    follow(COOKIES);
    awaitServers(COOKIES, "rollcall-one READY 1", "rollcall-two READY 1");
    String cookie = cookieFor(one);

    membership.update(one.member("one").withStatus(Status.TAKEN));
    awaitServers(COOKIES, "rollcall-one DRAIN 1", "rollcall-two READY 1");

    assertThat(portsOf(cookie)).containsExactly("200 " + one.port());
    assertThat(portsOf("")).containsExactly("200 " + two.port());
  }

  @Test
  void shouldGiveCookiesToThoseThatJoinLaterAndLeaveOtherCookiesAlone() throws IOException {
    Web one = join("one");
    follow(COOKIES);
    awaitServers(COOKIES, "rollcall-one READY 1");
    String cookie = cookieFor(one);

    Web two = join("two");
    awaitServers(COOKIES, "rollcall-one READY 1", "rollcall-two READY 1");

    assertThat(portsOf(cookieFor(two))).containsExactly("200 " + two.port());
    assertThat(portsOf(cookie)).containsExactly("200 " + one.port());
  }

  @Test
  void shouldKnowTheCookieOfAServerThatIsBack() throws IOException {
    Web one = join("one");
    join("two");
    follow(COOKIES);
    awaitServers(COOKIES, "rollcall-one READY 1", "rollcall-two READY 1");
    String cookie = cookieFor(one);

    haproxy.kill();
    haproxy.start();
    awaitServers(COOKIES, "rollcall-one READY 1", "rollcall-two READY 1");

    assertThat(portsOf(cookie)).containsExactly("200 " + one.port());
  }

  @Test
  void shouldGiveCookiesToServersOfWhoFollowedBefore() throws IOException {
    Web one = join("one");
    haproxy.ask("add server cookies/rollcall-one " + one.address());
    follow(COOKIES);
    awaitServers(COOKIES, "rollcall-one READY 1");

    assertThat(portsOf(cookieFor(one))).containsExactly("200 " + one.port());
  }

  @Test
  void shouldServeWithoutPersistenceWhereThereIsNoKey() throws IOException {
    Web one = join("one");
    follow(KEYLESS);
    awaitServers(KEYLESS, "rollcall-one READY 1");

    try (Browser browser = new Browser(haproxy.socket(KEYLESS))) {
      assertThat(browser.get("/")).isEqualTo("200 " + one.port());
    }
  }

  /** The cookie that a browser gets with an answer of this server. */
  private String cookieFor(Web web) throws IOException {
    try (Browser browser = new Browser(haproxy.socket(COOKIES))) {
      while (!browser.get("/").equals("200 " + web.port())) {
        // The next one's turn.
      }
      String cookie = browser.cookie();
      assertThat(cookie).startsWith("SRV=").hasSizeGreaterThan("SRV=".length());
      return cookie;
    }
  }

  /** What answers a browser with this cookie, over several requests. */
  private Set<String> portsOf(String cookie) throws IOException {
    Set<String> ports = new TreeSet<>();
    for (int i = 0; i < 6; i++) {
      try (Browser browser = new Browser(haproxy.socket(COOKIES), cookie)) {
        ports.add(browser.get("/"));
      }
    }
    return ports;
  }

  private Web join(String name) throws IOException {
    Web web = haproxy.web();
    membership.join(web.member(name));
    return web;
  }

  private void follow(String backend) {
    haproxy.follow(membership, haproxy.unix(), backend, Haproxy.BRISK);
  }

  private void awaitServers(String backend, String... expected) {
    await().untilAsserted(() -> assertThat(haproxy.servers(backend)).containsExactly(expected));
  }

  private static String section(String name, String... lines) {
    return """
        frontend %s
          bind unix@DIR/%s
          default_backend %s
        backend %s
          balance roundrobin
          %s
        """
        .formatted(name, name, name, name, String.join("\n  ", lines));
  }
}
