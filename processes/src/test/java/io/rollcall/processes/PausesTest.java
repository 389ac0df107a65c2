package io.rollcall.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausesTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Pauses pauses = new Pauses();

  @Test
  void shouldNoteOnlyWhatIsLongerThanASecond() {
    pauses.woken(0, SECOND);
    assertThat(pauses.since(0)).isEmpty();

    pauses.woken(2 * SECOND, 2 * SECOND + 7 * SECOND);
    assertThat(pauses.since(0)).containsExactly(new Pauses.Pause(2 * SECOND, 9 * SECOND));
    assertThat(pauses.since(0)).hasToString("[7.0 s]");
  }

  @Test
  void shouldTellThoseThatEndedAfterAMoment() {
    pauses.woken(0, 2 * SECOND);

    assertThat(pauses.since(SECOND)).hasSize(1);
    assertThat(pauses.since(2 * SECOND)).isEmpty();
  }
}
