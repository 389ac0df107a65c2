package io.rollcall.discovery.upgrade;

import static io.rollcall.discovery.upgrade.Versions.ANY;
import static io.rollcall.discovery.upgrade.Versions.Version.NEIGHBOURS;
import static io.rollcall.discovery.upgrade.Versions.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.upgrade.Versions.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server is replaced by one of the other version, with clients and subscribers of both. */
@ExtendWith(Versions.Provided.class)
class RollingUpgradeTest {
  private static final Map<String, String> BOTH = Map.of("this", "eu", "next", "us");

  /** Clients come back within half a second; a server that settles sooner would miss them. */
  private static final Duration SETTLE_TIME = Duration.ofSeconds(2);

  private static final Duration AT_ONCE = Duration.ofMillis(300);

  private final Versions versions;
  private final List<Build.Running> running = new ArrayList<>();
  private final List<Build.Subscriber> subscribers = new ArrayList<>();

  RollingUpgradeTest(Versions versions) {
    this.versions = versions;
  }

  @AfterEach
  void close() {
    running.forEach(Build.Running::close);
    versions.assertNothingDropped();
  }

  @ParameterizedTest
  @EnumSource(names = {"THIS", "NEXT"})
  void shouldBeNoEventWhenAServerComesBackAsTheOtherVersion(Version first) {
    Build.Server before = server(first, ANY, ANY, AT_ONCE);
    join(before.urlServer(), before.urlPubSub());
    List<List<String>> events = events();

    before.close();
    eventually(() -> assertThat(subscribers).noneMatch(Build.Subscriber::isLive));
    Build.Server after = server(other(first), before.urlServer(), before.urlPubSub(), SETTLE_TIME);

    eventually(() -> assertThat(subscribers).allMatch(Build.Subscriber::isLive));
    assertThat(events()).isEqualTo(events);
    assertThat(after.zones()).isEqualTo(BOTH);
    assertThat(subscribers).allMatch(each -> each.zones().equals(BOTH));
  }

  @Test
  void shouldBeNoEventWhenTwoServersSwapVersionsOneByOne() {
    Build.Server one = server(Version.THIS, ANY, ANY, AT_ONCE);
    Build.Server two = server(Version.NEXT, ANY, ANY, AT_ONCE);
    String urlServer = one.urlServer() + "," + two.urlServer();
    String urlPubSub = one.urlPubSub() + "," + two.urlPubSub();
    join(urlServer, urlPubSub);
    for (Version version : NEIGHBOURS) {
      comeAndGo(version, urlServer, urlPubSub);
    }
    eventually(() -> assertThat(List.of(one, two)).allMatch(Build.Server::isLive));
    List<List<String>> events = events();

    one.close();
    Build.Server newOne = server(Version.NEXT, one.urlServer(), one.urlPubSub(), AT_ONCE);
    eventually(() -> assertThat(newOne.isLive() && newOne.zones().equals(BOTH)).isTrue());
    two.close();
    Build.Server newTwo = server(Version.THIS, two.urlServer(), two.urlPubSub(), AT_ONCE);
    eventually(() -> assertThat(newTwo.isLive() && newTwo.zones().equals(BOTH)).isTrue());

    assertThat(events()).isEqualTo(events);
    assertThat(newOne.zones()).isEqualTo(BOTH);
    assertThat(subscribers).allMatch(each -> each.zones().equals(BOTH) && each.isLive());
  }

  /** A client of each build and a subscriber of each, which see both clients. */
  private void join(String urlServer, String urlPubSub) {
    for (Version version : NEIGHBOURS) {
      Build.Subscriber subscriber = versions.of(version).subscriber(urlPubSub);
      subscribers.add(subscriber);
      running.add(subscriber);
    }
    running.add(versions.of(Version.THIS).client(urlServer, "this", "eu"));
    running.add(versions.of(Version.NEXT).client(urlServer, "next", "us"));
    eventually(
        () -> {
          assertThat(subscribers).allMatch(each -> each.zones().equals(BOTH));
          assertThat(subscribers).allMatch(Build.Subscriber::isLive);
        });
  }

  private void comeAndGo(Version version, String urlServer, String urlPubSub) {
    Build build = versions.of(version);
    Build.Client guest = build.client(urlServer, "guest", "eu");
    eventually(() -> assertThat(subscribers).allMatch(each -> sees(each, "guest", "eu")));
    guest.moveTo("us");
    eventually(() -> assertThat(subscribers).allMatch(each -> sees(each, "guest", "us")));
    try (Build.Subscriber late = build.subscriber(urlPubSub)) {
      eventually(() -> assertThat(sees(late, "guest", "us")).isTrue());
    }
    guest.close();
    eventually(() -> assertThat(subscribers).allMatch(each -> each.zones().equals(BOTH)));
    build.crash(
        urlServer.substring(0, urlServer.indexOf(',')),
        "crashing",
        () -> eventually(() -> assertThat(subscribers).allMatch(this::seesACrashingOne)));
    eventually(() -> assertThat(subscribers).allMatch(each -> each.zones().equals(BOTH)));
    // A reader hears of a change after the roster shows it.
    eventually(
        () ->
            assertThat(subscribers)
                .allSatisfy(
                    each ->
                        assertThat(each.events())
                            .contains("left guest GOODBYE")
                            .endsWith("left crashing LOST")));
  }

  private boolean seesACrashingOne(Build.Subscriber subscriber) {
    return sees(subscriber, "crashing", "");
  }

  private static boolean sees(Build.Subscriber subscriber, String name, String zone) {
    return zone.equals(subscriber.zones().get(name));
  }

  private List<List<String>> events() {
    return subscribers.stream().map(Build.Subscriber::events).toList();
  }

  private Build.Server server(Version version, String urlServer, String urlPubSub, Duration time) {
    Build.Server server = versions.of(version).server(urlServer, urlPubSub, time);
    running.add(server);
    return server;
  }

  private static Version other(Version version) {
    return version == Version.THIS ? Version.NEXT : Version.THIS;
  }
}
