package io.rollcall.discovery.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Refusal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a client says of a server that closes each connection before its greeting was read. */
class HandshakeTest {
  private static final Optional<String> KEY = Optional.of("own key");

  @Test
  void shouldSayThatAServerMayHaveNoSecurity() {
    assertThat(closedEachTime(KEY)).contains("has no security").doesNotContain("asks for a key");
  }

  @Test
  void shouldSayThatAServerMayAskForAKey() {
    assertThat(closedEachTime(Optional.empty()))
        .contains("asks for a key")
        .doesNotContain("has no security");
  }

  @Test
  void shouldSayWhichMechanismTheServerHas() {
    assertThat(endedAfterGreeting("CURVE", Optional.empty()))
        .isEqualTo("the server at 'tcp://server:1' asks for a key: its mechanism is 'CURVE'");
    assertThat(endedAfterGreeting("NULL", KEY))
        .isEqualTo("the server at 'tcp://server:1' has no security: its mechanism is 'NULL'");
  }

  private static String endedAfterGreeting(String mechanism, Optional<String> own) {
    Handshake handshake = new Handshake("tcp://server:1", true);
    handshake.begins();
    handshake.greetedBy(mechanism);
    assertThat(handshake.broken(own, Set.of("trusted"))).isEqualTo(Handshake.End.REFUSED);
    return handshake.refusal().map(Refusal::detail).orElseThrow();
  }

  @Test
  void shouldAskForTheTrustedKeysInTurnUntilOneIsProved() {
    Handshake handshake = new Handshake("tcp://server:1", true);
    Set<String> trusted = Set.of("a", "b");
    assertThat(handshake.serverKey(trusted)).isEqualTo("a");
    assertThat(endedBefore(handshake, trusted)).isEqualTo(Handshake.End.NEXT_KEY);
    assertThat(handshake.serverKey(trusted)).isEqualTo("b");
    handshake.begins();
    handshake.greeted();
    handshake.proved();
    assertThat(handshake.broken(KEY, trusted)).isEqualTo(Handshake.End.UNTOLD);
    assertThat(handshake.serverKey(trusted)).isEqualTo("b");
    assertThat(endedBefore(handshake, trusted)).isEqualTo(Handshake.End.REFUSED);
    assertThat(handshake.refusal().map(Refusal::detail).orElseThrow())
        .isEqualTo("the server at 'tcp://server:1' proves none of the 2 trusted keys");
  }

  /** A server that stops, or a network, ends some connections; so it says nothing of the key. */
  @Test
  void shouldBlameAKeyForASilentEndOnlyIfThereAreManyInARow() {
    Handshake handshake = new Handshake("tcp://server:1", true);
    Set<String> trusted = Set.of("a");
    for (int i = 1; i < 20; i++) {
      assertThat(endedSilently(handshake, trusted)).isEqualTo(Handshake.End.UNTOLD);
    }
    handshake.begins();
    handshake.greeted();
    handshake.succeeded();
    for (int i = 1; i < 20; i++) {
      assertThat(endedSilently(handshake, trusted)).isEqualTo(Handshake.End.UNTOLD);
    }
    assertThat(endedSilently(handshake, trusted)).isEqualTo(Handshake.End.REFUSED);
  }

  @Test
  void shouldAskForAllKeysInTurnAfterSilentEnds() {
    Handshake handshake = new Handshake("tcp://server:1", true);
    Set<String> trusted = Set.of("a", "b");
    assertThat(handshake.serverKey(trusted)).isEqualTo("a");
    assertThat(endedSilently(handshake, trusted)).isEqualTo(Handshake.End.NEXT_KEY);
    assertThat(endedSilently(handshake, trusted)).isEqualTo(Handshake.End.UNTOLD);
    assertThat(endedBefore(handshake, trusted)).isEqualTo(Handshake.End.NEXT_KEY);
    assertThat(endedBefore(handshake, trusted)).isEqualTo(Handshake.End.REFUSED);
  }

  @Test
  void shouldTakeEachEndForADisproofWhereNoAnswerIsSeen() {
    Handshake handshake = new Handshake("tcp://server:1");
    assertThat(endedSilently(handshake, Set.of("a"))).isEqualTo(Handshake.End.REFUSED);
  }

  /** After the greeting; the server's answer does not open with the key. */
  private static Handshake.End endedBefore(Handshake handshake, Set<String> trusted) {
    handshake.begins();
    handshake.greeted();
    handshake.disproved();
    return handshake.broken(KEY, trusted);
  }

  /** After the greeting, without an answer. */
  private static Handshake.End endedSilently(Handshake handshake, Set<String> trusted) {
    handshake.begins();
    handshake.greeted();
    return handshake.broken(KEY, trusted);
  }

  private static String closedEachTime(Optional<String> own) {
    Handshake handshake = new Handshake("tcp://server:1", true);
    Handshake.End end;
    do {
      handshake.begins();
      end = handshake.broken(own, Set.of("trusted"));
    } while (end == Handshake.End.UNTOLD);
    assertThat(end).isEqualTo(Handshake.End.REFUSED);
    return handshake.refusal().map(Refusal::detail).orElseThrow();
  }
}
