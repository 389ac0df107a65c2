package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.discovery.Incarnation;
import io.rollcall.mesh.protocol.DuplicateWindow.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateWindowTest {
  private final DuplicateWindow window = new DuplicateWindow();

  @Test
  void shouldTellWhatBecameOfARepeatedMessage() {
    assertThat(window.arrives(1, 1)).isEqualTo(Verdict.NEW);
    window.settled(1, 6);
    assertThat(window.arrives(1, 1)).isEqualTo(Verdict.REPEATED);
    assertThat(window.outcome(1)).isEqualTo(6);
    assertThatThrownBy(() -> window.outcome(2)).hasMessage("message 2 has not come");
  }

  @Test
  void shouldTakeAMessageAgainThatWasNotSettled() {
    assertThat(window.arrives(1, 1)).isEqualTo(Verdict.NEW);
    assertThat(window.arrives(1, 1)).isEqualTo(Verdict.NEW);
  }

  @Test
  void shouldForgetWhatIsNotRepeatedAnyMore() {
    settle(1, 1);
    settle(2, 1);
    settle(5, 3);
    assertThat(window.size()).isEqualTo(1);
    assertThat(window.arrives(2, 1)).isEqualTo(Verdict.OUTDATED);
    assertThat(window.arrives(3, 3)).isEqualTo(Verdict.NEW);
  }

  @Test
  void shouldRememberABoundedNumber() {
    for (int number = 1; number <= DuplicateWindow.MOST; number++) {
      settle(number, 1);
    }
    assertThat(window.arrives(DuplicateWindow.MOST + 1, 1)).isEqualTo(Verdict.TOO_MANY);
    assertThat(window.arrives(1, 1)).isEqualTo(Verdict.REPEATED);
    assertThat(window.arrives(DuplicateWindow.MOST + 1, 2)).isEqualTo(Verdict.NEW);
  }

  @Test
  void shouldIgnoreAnOldestBeyondTheMessageItself() {
    settle(1, 1);
    assertThat(window.arrives(2, 900)).isEqualTo(Verdict.NEW);
    assertThat(window.arrives(1, 1)).isEqualTo(Verdict.REPEATED);
  }

  private void settle(long number, long oldest) {
    assertThat(window.arrives(number, oldest)).isEqualTo(Verdict.NEW);
    window.settled(number, 0);
  }

  /** Sender and window together, over a network that loses, repeats and reorders. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldHandleEachMessageOnceAtMost(long seed) {
    Random random = new Random(seed);
    Unacknowledged<Integer> sent = new Unacknowledged<>(10, 100);
    Map<Long, Integer> handled = new HashMap<>();
    record Copy(long number, long oldest) {}
    List<Copy> underWay = new ArrayList<>();
    for (long now = 0; now < 5_000; now++) {
      if (random.nextInt(4) == 0 && sent.size() < 50) {
        long number = sent.add(1, now).number();
        underWay.add(new Copy(number, sent.oldest()));
      }
      sent.due(now).repeat().forEach(each -> underWay.add(new Copy(each.number(), sent.oldest())));
      for (int i = random.nextInt(6); i > 0 && !underWay.isEmpty(); i--) {
        int at = random.nextInt(underWay.size());
        Copy copy = random.nextInt(10) == 0 ? underWay.get(at) : underWay.remove(at);
        if (random.nextInt(3) > 0) {
          arrive(copy.number, copy.oldest, handled);
          if (random.nextInt(3) > 0) {
            sent.remove(copy.number);
          }
        }
      }
    }
    assertThat(handled).hasSizeGreaterThan(500);
    assertThat(handled.values()).containsOnly(1);
    assertThat(window.size()).isLessThan(200);
  }

  private void arrive(long number, long oldest, Map<Long, Integer> handled) {
    if (window.arrives(number, oldest) == Verdict.NEW) {
      handled.merge(number, 1, Integer::sum);
      window.settled(number, 0);
    }
  }

  @Test
  void shouldForgetSendersThatAreSilentForLong() {
    DuplicateWindows windows = new DuplicateWindows(100);
    Incarnation one = Incarnation.of(1, new UUID(1, 1));
    Incarnation two = Incarnation.of(1, new UUID(1, 2));
    DuplicateWindow first = windows.of(one, 0);
    assertThat(windows.of(one, 90)).isSameAs(first);
    assertThat(windows.of(two, 189)).isNotSameAs(first);
    assertThat(windows.size()).isEqualTo(2);
    windows.of(two, 190);
    assertThat(windows.size()).isEqualTo(1);
    assertThat(windows.of(one, 191)).isNotSameAs(first);
  }

  @Test
  void shouldRememberABoundedNumberOfSenders() {
    DuplicateWindows windows = new DuplicateWindows(Long.MAX_VALUE);
    for (int i = 0; i < DuplicateWindows.MOST + 5; i++) {
      windows.of(Incarnation.of(1, new UUID(1, i)), i);
    }
    assertThat(windows.size()).isEqualTo(DuplicateWindows.MOST);
  }
}
