package io.rollcall.jeromq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeWatchdogTest {
  private static final long MILLI = 1_000_000;

  private final HandshakeWatchdog<String> watchdog = new HandshakeWatchdog<>();
  private final List<Long> wakes = new ArrayList<>();
  private final List<String> reopened = new ArrayList<>();

  @Test
  void shouldWakeAfterGrowingPauses() {
    watchdog.connected("a", 0, 0);
    passUntil(400);
    assertThat(wakes).containsExactly(3L, 9L, 21L, 45L, 93L, 189L, 381L);
    assertThat(reopened).isEmpty();
  }

  @Test
  void shouldAskForANewSocketAfterHalfASecond() {
    watchdog.connected("a", 0, 0);
    passUntil(499);
    assertThat(reopened).isEmpty();
    passUntil(500);
    assertThat(reopened).containsExactly("a at 500");
    assertThat(watchdog.due()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldWaitLongerForEachSocketInVain() {
    for (int i = 0; i < 7; i++) {
      watchdog.connected("a", 0, lastReopening() * MILLI);
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
    watchdog.connected("a", 0, 0);
    passUntil(600);
    watchdog.connected("a", 0, 600 * MILLI);
    watchdog.forget("a");
    passUntil(5_000);
    assertThat(reopened).containsExactly("a at 500");
    watchdog.connected("a", 0, 5_000 * MILLI);
    passUntil(6_000);
    assertThat(reopened).containsExactly("a at 500", "a at 5500");
  }

  /** A thousand that start at once wait for each other; second sockets would make it worse. */
  @Test
  void shouldHavePatienceWithACrowd() {
    for (int i = 0; i < 1_000; i++) {
      watchdog.connected("c" + i, 0, 0);
    }
    passUntil(2_000);
    assertThat(reopened).isEmpty();
    for (int i = 1; i < 1_000; i++) {
      watchdog.forget("c" + i);
    }
    passUntil(10_000);
    assertThat(reopened).hasSize(1);
  }

  /** A server that is away is ZeroMQ's to find again. */
  @Test
  void shouldNotReplaceASocketThatTriesByItself() {
    watchdog.connected("a", 0, 0);
    watchdog.forget("a");
    watchdog.broken("a", 10 * MILLI);
    watchdog.dialling("a", 20 * MILLI);
    watchdog.refused("a");
    passUntil(60_000);
    assertThat(reopened).isEmpty();
    assertThat(wakes).isEmpty();
  }

  /** Where packets are lost the system pauses longer and longer before it tries again. */
  @Test
  void shouldReplaceASocketThatDialsInVain() {
    watchdog.dialling("a", 0);
    passUntil(10_000);
    watchdog.dialling("a", 10_000 * MILLI);
    passUntil(20_000);
    assertThat(reopened).containsExactly("a at 3000", "a at 13000");
    assertThat(wakes).isEmpty();
  }

  /** After a protocol error a socket never connects again. */
  @Test
  void shouldReplaceASocketThatHasGivenUp() {
    watchdog.broken("a", 0);
    passUntil(1_000);
    assertThat(reopened).containsExactly("a at 500");
  }

  private long lastReopening() {
    return reopened.isEmpty()
        ? 0
        : Long.parseLong(reopened.get(reopened.size() - 1).replaceAll(".* ", ""));
  }

  private void passUntil(long millis) {
    while (watchdog.due() <= millis * MILLI) {
      long now = watchdog.due();
      HandshakeWatchdog.Verdict<String> verdict = watchdog.look(now);
      if (verdict.wake()) {
        wakes.add(now / MILLI);
      }
      verdict.reopen().forEach(each -> reopened.add(each + " at " + now / MILLI));
    }
  }
}
