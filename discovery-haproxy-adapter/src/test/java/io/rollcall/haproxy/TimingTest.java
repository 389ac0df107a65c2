package io.rollcall.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When to look again, and when a server has had its time. */
class TimingTest {
  private static final long MS = Duration.ofMillis(1).toNanos();

  @Test
  void shouldLookAgainSoonAndThenEverLater() {
    Pace pace = new Pace(Duration.ofMillis(300));

    assertThat(pace.settledNs()).isEqualTo(300 * MS);
    assertThat(pace.againNs()).isEqualTo(50 * MS);
    assertThat(pace.againNs()).isEqualTo(100 * MS);
    assertThat(pace.againNs()).isEqualTo(200 * MS);
    assertThat(pace.againNs()).isEqualTo(300 * MS);
    assertThat(pace.againNs()).isEqualTo(300 * MS);
    pace.settledNs();
    assertThat(pace.againNs()).isEqualTo(50 * MS);
  }

  @Test
  void shouldNeverLookLessOftenThanItIsTold() {
    Pace pace = new Pace(Duration.ofMillis(20));

    assertThat(pace.againNs()).isEqualTo(20 * MS);
    assertThat(pace.againNs()).isEqualTo(20 * MS);
  }

  @Test
  void shouldCountFromWhenAServerBeganToLeave() {
    Departures departures = new Departures(Duration.ofMillis(100));

    assertThat(departures.overdue(Set.of("a"), 5)).isEmpty();
    assertThat(departures.overdue(Set.of("a", "b"), 5 + 100 * MS - 1)).isEmpty();
    assertThat(departures.overdue(Set.of("a", "b"), 5 + 100 * MS)).containsExactly("a");
  }

  @Test
  void shouldCountAnewForWhoCameBackBetween() {
    Departures departures = new Departures(Duration.ofMillis(100));
    departures.overdue(Set.of("a"), 0);
    departures.overdue(Set.of(), 50 * MS);

    assertThat(departures.overdue(Set.of("a"), 100 * MS)).isEmpty();
    assertThat(departures.overdue(Set.of("a"), 200 * MS)).containsExactly("a");
  }

  @Test
  void shouldGiveNoTimeIfNoneIsGiven() {
    assertThat(new Departures(Duration.ZERO).overdue(Set.of("a"), 7)).containsExactly("a");
  }
}
