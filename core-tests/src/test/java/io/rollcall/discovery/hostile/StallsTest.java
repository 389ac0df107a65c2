package io.rollcall.discovery.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.MembershipChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to a server that say little or nothing, or break off, while 200 members stay. */
class StallsTest {
  private static Crowd crowd;

  @BeforeAll
  static void gather() {
    crowd = new Crowd();
  }

  @AfterAll
  static void disperse() {
    crowd.close();
  }

  @BeforeEach
  void begin() {
    crowd.beginAttack();
  }

  @AfterEach
  void everybodyIsThere() {
    crowd.assertUndisturbed(3);
  }

  /** After the handshake interval, which is 30 s unless a socket says otherwise. */
  @Test
  void shouldCutWhoNeverGreets() {
    List<RawPeer> silent = new ArrayList<>();
    for (String url : List.of(crowd.server.urlServer(), crowd.server.urlPubSub())) {
      for (int octets : new int[] {0, 1, 9, 10, 11, 12, 63}) {
        RawPeer peer = RawPeer.connect(url);
        peer.send(Arrays.copyOf(Zmtp.greeting(), octets));
        silent.add(peer);
      }
    }
    assertThat(silent).allMatch(RawPeer::awaitCut);
    silent.forEach(RawPeer::close);
  }

  @Test
  void shouldMindNobodyWhoSaysOneOctetARound() {
    try (RawMember clock = new RawMember(crowd.server.urlServer(), "clock").join();
        RawPeer router = RawPeer.connect(crowd.server.urlServer());
        RawPeer xpub = RawPeer.connect(crowd.server.urlPubSub())) {
      crowd.nextIs("clock", MembershipChange::joined);
      for (int i = 0; i < 40; i++) {
        router.send(Arrays.copyOfRange(Zmtp.greeting(), i, i + 1));
        xpub.send(Arrays.copyOfRange(Zmtp.greeting(), i, i + 1));
        clock.stay(1);
      }
      clock.leave();
      crowd.nextIs("clock", MembershipChange::left);
      assertThat(router.awaitCut()).isTrue();
      assertThat(xpub.awaitCut()).isTrue();
    }
  }

  @Test
  void shouldLetNewcomersInBeside500HalfOpenConnections() {
    List<RawPeer> halfOpen = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      boolean toRouter = i % 2 == 0;
      RawPeer peer =
          RawPeer.connect(toRouter ? crowd.server.urlServer() : crowd.server.urlPubSub());
      peer.send(i % 4 < 2 ? Zmtp.greeting() : new byte[0]);
      halfOpen.add(peer);
    }
    crowd.assertUndisturbed(3);
    halfOpen.forEach(RawPeer::reset);
  }

  @Test
  void shouldNotMindConnectionsThatBreakOffAnywhere() {
    byte[] hello;
    try (RawMember stranger = new RawMember(crowd.server.urlServer(), "stranger")) {
      hello = stranger.hello();
    }
    byte[] all = Zmtp.join(Zmtp.greeting(), Zmtp.ready("DEALER"), Zmtp.message(hello));
    for (int length = 0; length < all.length; length++) {
      for (String url : List.of(crowd.server.urlServer(), crowd.server.urlPubSub())) {
        RawPeer peer = RawPeer.connect(url);
        peer.send(Arrays.copyOf(all, length));
        if (length % 2 == 0) {
          peer.reset();
        } else {
          peer.close();
        }
      }
    }
  }
}
