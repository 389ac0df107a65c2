package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static io.rollcall.discovery.Brisk.awaitItem;
import static io.rollcall.discovery.Brisk.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.rollcall.discovery.lookup.Names;
import io.rollcall.processes.OwnLoopback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host name stands for all its addresses, and for those that it has later. */
class HostNameTest {
  private static final String HOST = "servers.test";

  /** Clients come back within half a second; a server that settles sooner would miss them. */
  private static final Options SLOW_TO_SETTLE =
      Brisk.options().withSettleTime(Duration.ofMillis(1500));

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Names names = new Names(Duration.ofMillis(300));
  private final Server first = open(Brisk.server());
  private final String urlServer = named(HOST, first.urlServer());
  private final String urlPubSub = named(HOST, first.urlPubSub());

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void shouldReachEachServerBehindAName() throws Exception {
    Server second = second();
    names.set(HOST, OwnLoopback.HOST, OwnLoopback.OTHER_HOST);
    open(Client.start(first.urlServer(), "of first"));
    open(Client.start(second.urlServer(), "of second"));
    client("of both");

    awaitPresent(first, "of both");
    awaitPresent(second, "of both");
    awaitItem(subscriber().peers().queue(), List.of("of both", "of first", "of second"));
  }

  @Test
  void shouldReachAServerByIpv6() {
    Server byIpv6 = null;
    try {
      byIpv6 = second("[::1]");
    } catch (DiscoveryException noIpv6) {
      abort("this host has no IPv6");
    }
    names.set(HOST, OwnLoopback.HOST, "::1");
    client("client");
    Subscriber subscriber = subscriber();
    open(Client.start(byIpv6.urlServer(), "by IPv6"));
    awaitPresent(first, "client");
    awaitPresent(byIpv6, "client");
    awaitPresent(subscriber, "by IPv6");
  }

  @Test
  void shouldFindAServerThatIsAddedToAName() throws Exception {
    names.set(HOST, OwnLoopback.HOST);
    client("client");
    Subscriber subscriber = subscriber();
    awaitPresent(first, "client");
    awaitPresent(subscriber, "client");

    Server second = second();
    open(Client.start(second.urlServer(), "of second"));
    names.set(HOST, OwnLoopback.HOST, OwnLoopback.OTHER_HOST);
    awaitPresent(second, "client");
    awaitPresent(subscriber, "of second");
  }

  @Test
  void shouldLeaveAnAddressThatIsGoneOnlyOnceItsConnectionBreaks() throws Exception {
    Server second = second();
    names.set(HOST, OwnLoopback.HOST, OwnLoopback.OTHER_HOST);
    client("client");
    awaitPresent(first, "client");
    awaitPresent(second, "client");
    try (FeedQueue<MembershipChange> changes = second.changes().queue()) {
      next(changes);
      names.set(HOST, OwnLoopback.HOST);
      awaitLookups(3);
      assertThat(changes).isEmpty();
    }

    second.close();
    awaitLookups(3);
    Server again = open(Server.start(second.urlServer(), second.urlPubSub(), SLOW_TO_SETTLE));
    assertThat(again.awaitLive(PATIENCE)).isTrue();
    assertThat(again.roster().names()).isEmpty();
    assertThat(first.roster().names()).containsExactly("client");
  }

  @Test
  void shouldFollowAServerThatMoves() throws Exception {
    names.set(HOST, OwnLoopback.HOST);
    client("client");
    Subscriber subscriber = subscriber();
    try (FeedQueue<MembershipChange> changes = subscriber.changes().queue()) {
      while (!subscriber.roster().names().contains("client")) {
        next(changes);
      }
      first.close();
      Server moved =
          open(
              Server.start(
                  at2(first.urlServer()),
                  at2(first.urlPubSub()),
                  Brisk.options().withSettleTime(Duration.ofSeconds(5))));
      names.set(HOST, OwnLoopback.OTHER_HOST);

      awaitPresent(moved, "client");
      await().atMost(PATIENCE).until(() -> subscriber.state() == State.LIVE);
      assertThat(changes).isEmpty();
      assertThat(subscriber.roster().names()).containsExactly("client");
    }
  }

  /** Not only every half a minute, as is usual. */
  @Test
  void shouldLookUpAgainAtOnceWhenAConnectionBreaks() throws Exception {
    Names lasting = new Names(Duration.ofHours(1));
    lasting.set(HOST, OwnLoopback.HOST);
    open(new Enrollment(lasting.connections(), urlServer, Member.named("client"), Brisk.options()));
    awaitPresent(first, "client");
    assertThat(lasting.lookups(HOST)).isEqualTo(1);

    Server second = second();
    lasting.set(HOST, OwnLoopback.OTHER_HOST);
    first.close();
    awaitPresent(second, "client");
  }

  @Test
  void shouldJoinOnceAnUnknownHostIsKnown() {
    client("client");
    Subscriber subscriber = subscriber();
    awaitLookups(2);
    names.set(HOST, OwnLoopback.HOST);
    awaitPresent(first, "client");
    awaitPresent(subscriber, "client");
  }

  @Test
  void shouldKeepItsServersWhileANameIsUnknownOrEmptyOrItsLookupFails() throws Exception {
    names.set(HOST, OwnLoopback.HOST);
    client("client");
    awaitPresent(first, "client");
    names.forget(HOST);
    awaitLookups(1);
    names.set(HOST);
    awaitLookups(1);
    names.set(HOST, "! an Error");
    awaitLookups(2);

    first.close();
    awaitLookups(2);
    Server again = open(Server.start(first.urlServer(), first.urlPubSub(), Brisk.options()));
    awaitPresent(again, "client");
    names.set(HOST, OwnLoopback.HOST, OwnLoopback.OTHER_HOST);
    awaitPresent(second(), "client");
  }

  @Test
  void shouldTakeTwoNamesOfOneServerForOne() throws Exception {
    names.set(HOST, OwnLoopback.HOST);
    names.set("alias.test", OwnLoopback.HOST);
    try (FeedQueue<MembershipChange> changes = first.changes().queue()) {
      String alias = named("alias.test", first.urlServer());
      Enrollment client =
          open(
              new Enrollment(
                  names.connections(),
                  urlServer + "," + alias,
                  Member.named("client"),
                  Brisk.options()));
      Subscriber subscriber =
          open(
              new Subscriber(
                  names.connections(),
                  urlPubSub + "," + named("alias.test", first.urlPubSub()),
                  Brisk.options()));
      assertThat(next(changes).joined()).hasSize(1);
      assertThat(subscriber.awaitLive(PATIENCE)).isTrue();
      awaitPresent(subscriber, "client");
      try (FeedQueue<MembershipChange> seen = subscriber.changes().queue()) {
        next(seen);
        client.connectTo(alias);
        client.update(Member.named("client").withStatus(Status.TAKEN));
        assertThat(next(changes).updated()).hasSize(1);
        assertThat(next(seen).updated()).hasSize(1);
        open(Client.start(first.urlServer(), "another"));
        assertThat(next(changes).joined()).hasSize(1);
        assertThat(next(seen).joined()).hasSize(1);
      }
    }
  }

  private Server second() {
    return second(OwnLoopback.OTHER_HOST);
  }

  /** A server on the same ports of another address. */
  private Server second(String address) {
    return open(
        Server.start(
            named(address, first.urlServer()), named(address, first.urlPubSub()), Brisk.options()));
  }

  private Enrollment client(String name) {
    return open(
        new Enrollment(names.connections(), urlServer, Member.named(name), Brisk.options()));
  }

  private Subscriber subscriber() {
    return open(new Subscriber(names.connections(), urlPubSub, Brisk.options()));
  }

  private void awaitLookups(int more) {
    int before = names.lookups(HOST);
    await().atMost(PATIENCE).until(() -> names.lookups(HOST) >= before + more);
  }

  private static void awaitPresent(Membership membership, String name) {
    await().atMost(PATIENCE).until(() -> membership.roster().find(name).isPresent());
  }

  private static String at2(String url) {
    return named(OwnLoopback.OTHER_HOST, url);
  }

  private static String named(String host, String url) {
    return url.replace(OwnLoopback.HOST, host);
  }

  private <T extends AutoCloseable> T open(T handle) {
    open.add(handle);
    return handle;
  }
}
