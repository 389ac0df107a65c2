package io.rollcall.discovery.hostile;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import io.rollcall.discovery.hostile.Attack.Fate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client or a subscriber that has a hostile server and a real one in its list. It shares its
 * threads with 200 clients, and all of them must notice nothing.
 */
class ClientStreamsTest {
  private static final int DEALER_LIMIT = 32 * 1024;
  private static final int SUB_LIMIT = 1024 * 1024;
  private static final int AT_ONCE = 12;
  private static final AtomicInteger victims = new AtomicInteger();

  private static Crowd crowd;

  @BeforeAll
  static void gather() {
    crowd = new Crowd();
  }

  @AfterAll
  static void disperse() {
    try (Crowd all = crowd) {
      all.assertUndisturbed(5);
    }
  }

  static Stream<Attack> onDealer() {
    return all(DEALER_LIMIT, "ROUTER");
  }

  /** In groups: a subscriber waits for a second for the list of a server that sends none. */
  static Stream<List<Attack>> onSub() {
    List<Attack> attacks = Stream.concat(all(SUB_LIMIT, "XPUB"), older()).toList();
    return IntStream.iterate(0, from -> from < attacks.size(), from -> from + AT_ONCE)
        .mapToObj(from -> attacks.subList(from, Math.min(from + AT_ONCE, attacks.size())));
  }

  private static Stream<Attack> all(int limit, String socketType) {
    return Stream.of(
            Frames.attacks(limit), Frames.floods(Fate.SERVED), Handshakes.attacks(socketType))
        .flatMap(attacks -> attacks);
  }

  /** A client reads older versions of ZMTP; what comes out of them is dropped. */
  static Stream<Attack> older() {
    return Handshakes.older(Fate.OPEN);
  }

  @ParameterizedTest
  @MethodSource({"onDealer", "older"})
  void shouldLeaveAClientInTheRoster(Attack attack) {
    crowd.beginAttack();
    try (Hostile hostile = new Hostile(attack, "ROUTER")) {
      crowd.admit(
          Client.start(
              hostile.server.url() + "," + crowd.server.urlServer(),
              "victim%03d".formatted(victims.incrementAndGet())));
      hostile.assertPlayed();
      crowd.assertUndisturbed(0);
    }
  }

  @ParameterizedTest
  @MethodSource("onSub")
  void shouldLeaveSubscribersTheirRoster(List<Attack> attacks) {
    crowd.beginAttack();
    List<Victim> victims = attacks.stream().map(Victim::new).toList();
    try {
      victims.forEach(Victim::assertPlayed);
      victims.forEach(Victim::awaitLive);
      crowd.assertUndisturbed(0);
      assertThat(victims).allMatch(victim -> victim.subscriber.state() == State.LIVE);
    } finally {
      victims.forEach(Victim::close);
    }
  }

  /** A subscriber of a hostile server and of the real one. */
  private static final class Victim implements AutoCloseable {
    private final Hostile hostile;
    final Subscriber subscriber;

    Victim(Attack attack) {
      this.hostile = new Hostile(attack, "XPUB");
      this.subscriber = Subscriber.start(hostile.server.url() + "," + crowd.server.urlPubSub());
    }

    void assertPlayed() {
      hostile.assertPlayed();
    }

    void awaitLive() {
      await("%s: live, with the crowd's names".formatted(hostile.attack))
          .atMost(Crowd.PATIENCE)
          .pollDelay(ZERO)
          .pollInterval(ofMillis(1))
          .until(
              () ->
                  subscriber.state() == State.LIVE
                      && subscriber.roster().names().equals(crowd.names()));
    }

    @Override
    public String toString() {
      return "%s: %s".formatted(hostile.attack, subscriber.state());
    }

    @Override
    public void close() {
      subscriber.close();
      hostile.close();
    }
  }

  /** A server that plays an attack on whoever calls, and remembers how the first one went. */
  private static final class Hostile implements AutoCloseable {
    private final CompletableFuture<Boolean> asExpected = new CompletableFuture<>();
    final RawServer server;
    private final Attack attack;

    Hostile(Attack attack, String socketType) {
      this.attack = attack;
      this.server = RawServer.start(caller -> asExpected.complete(attack.on(caller, socketType)));
    }

    void assertPlayed() {
      assertThat(asExpected).as("cut: %s", attack).succeedsWithin(Crowd.PATIENCE).isEqualTo(true);
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
