package io.rollcall.discovery.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VigilTest {
  private static final long MILLI = 1_000_000;

  private final Vigil<String> vigil = new Vigil<>();
  private final List<Long> pokes = new ArrayList<>();
  private final List<String> reopened = new ArrayList<>();

  @Test
  void shouldPokeAfterGrowingPauses() {
    vigil.connected("a", 0, 0);
    passUntil(400);
    assertThat(pokes).containsExactly(3L, 9L, 21L, 45L, 93L, 189L, 381L);
    assertThat(reopened).isEmpty();
  }

  @Test
  void shouldAskForANewSocketAfterHalfASecond() {
    vigil.connected("a", 0, 0);
    passUntil(499);
    assertThat(reopened).isEmpty();
    passUntil(500);
    assertThat(reopened).containsExactly("a at 500");
    assertThat(vigil.due()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldWaitLongerForEachSocketInVain() {
    for (int i = 0; i < 7; i++) {
      vigil.connected("a", 0, lastReopening() * MILLI);
      passUntil(lastReopening() + 10_000);
    }
    assertThat(reopened)
        .containsExactly(
            "a at 500",
            "a at 1500",
            "a at 3500",
            "a at 7500",
            "a at 15500",
            "a at 23500",
            "a at 31500");
  }

  @Test
  void shouldBeginAnewOnceSomethingHasCome() {
    vigil.connected("a", 0, 0);
    passUntil(600);
    vigil.connected("a", 0, 600 * MILLI);
    vigil.forget("a");
    passUntil(5_000);
    assertThat(reopened).containsExactly("a at 500");
    vigil.connected("a", 0, 5_000 * MILLI);
    passUntil(6_000);
    assertThat(reopened).containsExactly("a at 500", "a at 5500");
  }

  /** A thousand that start at once wait for each other; second sockets would make it worse. */
  @Test
  void shouldHavePatienceWithACrowd() {
    for (int i = 0; i < 1_000; i++) {
      vigil.connected("c" + i, 0, 0);
    }
    passUntil(2_000);
    assertThat(reopened).isEmpty();
    for (int i = 1; i < 1_000; i++) {
      vigil.forget("c" + i);
    }
    passUntil(10_000);
    assertThat(reopened).hasSize(1);
  }

  /** A server that is away is ZeroMQ's to find again. */
  @Test
  void shouldNotReplaceASocketThatTriesByItself() {
    vigil.connected("a", 0, 0);
    vigil.forget("a");
    vigil.broken("a", 10 * MILLI);
    vigil.dialling("a", 20 * MILLI);
    vigil.refused("a");
    passUntil(60_000);
    assertThat(reopened).isEmpty();
    assertThat(pokes).isEmpty();
  }

  /** Where packets are lost the system pauses longer and longer before it tries again. */
  @Test
  void shouldReplaceASocketThatDialsInVain() {
    vigil.dialling("a", 0);
    passUntil(10_000);
    vigil.dialling("a", 10_000 * MILLI);
    passUntil(20_000);
    assertThat(reopened).containsExactly("a at 3000", "a at 13000");
    assertThat(pokes).isEmpty();
  }

  /** After a protocol error a socket never connects again. */
  @Test
  void shouldReplaceASocketThatHasGivenUp() {
    vigil.broken("a", 0);
    passUntil(1_000);
    assertThat(reopened).containsExactly("a at 500");
  }

  private long lastReopening() {
    return reopened.isEmpty()
        ? 0
        : Long.parseLong(reopened.get(reopened.size() - 1).replaceAll(".* ", ""));
  }

  private void passUntil(long millis) {
    while (vigil.due() <= millis * MILLI) {
      long now = vigil.due();
      Vigil.Verdict<String> verdict = vigil.look(now);
      if (verdict.poke()) {
        pokes.add(now / MILLI);
      }
      verdict.reopen().forEach(each -> reopened.add(each + " at " + now / MILLI));
    }
  }
}
