package io.rollcall.daemon.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Time is moved by hand. */
class PushPaceTest {
  private final PushPace pace = new PushPace(10, 2);

  @Test
  void shouldPushOnceWhatFallsTogether() {
    pace.changed(0);
    pace.changed(5);
    pace.changed(9);
    assertThat(pace.due()).isEqualTo(10);

    pace.pushed(1, 10);

    assertThat(pace.isPending()).isFalse();
  }

  @Test
  void shouldRestForTwiceWhatARoundCosts() {
    pace.changed(0);
    pace.pushed(100, 10);
    pace.changed(20);

    assertThat(pace.due()).isEqualTo(10 + 2 * 100 * 2);
  }

  @Test
  void shouldGatherALoneChangeAndNoLonger() {
    pace.changed(0);
    pace.pushed(100, 10);
    pace.changed(1_000);

    assertThat(pace.due()).isEqualTo(1_010);
  }

  /** A thousand joins, one after the other: a push for each would be a million pushes. */
  @Test
  void shouldMakeFewRoundsOfManyJoins() {
    int rounds = 0;
    for (int now = 0; now < 1_000; now++) {
      pace.changed(now);
      if (now >= pace.due()) {
        pace.pushed(now, now);
        rounds++;
      }
    }
    assertThat(rounds).isBetween(2, 10);
  }
}
