package io.rollcall.discovery.hostile;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.State;
import io.rollcall.discovery.Subscriber;
import io.rollcall.discovery.hostile.Attack.Fate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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

  static Stream<Attack> onSub() {
    return all(SUB_LIMIT, "XPUB");
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
  @MethodSource({"onSub", "older"})
  void shouldLeaveASubscriberItsRoster(Attack attack) {
    crowd.beginAttack();
    try (Hostile hostile = new Hostile(attack, "XPUB");
        Subscriber victim =
            Subscriber.start(hostile.server.url() + "," + crowd.server.urlPubSub())) {
      hostile.assertPlayed();
      await()
          .atMost(Crowd.PATIENCE)
          .pollDelay(ZERO)
          .pollInterval(ofMillis(1))
          .until(
              () -> victim.state() == State.LIVE && victim.roster().names().equals(crowd.names()));
      crowd.assertUndisturbed(0);
      assertThat(victim.state()).isEqualTo(State.LIVE);
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
