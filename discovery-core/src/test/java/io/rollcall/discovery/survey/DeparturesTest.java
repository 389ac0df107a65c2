package io.rollcall.discovery.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.wire.Departed;
import io.rollcall.discovery.wire.Session;
import org.junit.jupiter.api.Test;

class DeparturesTest {
  private static final long MINUTE = 60_000_000_000L;

  private final Departures departures = new Departures();

  @Test
  void shouldForgetAfterAMinute() {
    departures.add(Watch.gone("a", Cause.LOST), 0);
    departures.add(Watch.gone("b", Cause.LOST), MINUTE + 1);
    assertThat(departures.recent()).containsExactly(Watch.gone("b", Cause.LOST));
  }

  /** Else whoever invents goodbyes could bring a member back that had left. */
  @Test
  void shouldNotForgetAMemberForGoodbyesThatWereInvented() {
    Departed real = Watch.gone("a", Cause.GOODBYE);
    departures.add(real, 0);
    for (int i = 0; i < 10_000; i++) {
      departures.add(
          new Departed(new Session(Call.client(1_000_000 + i), 1), "", Cause.GOODBYE), i);
    }
    assertThat(departures.of(real.session().client())).isEqualTo(real);
    assertThat(departures.recent()).hasSize(4_096 + 1);
  }
}
