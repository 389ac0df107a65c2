package io.rollcall.discovery.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.Tombstone;
import org.junit.jupiter.api.Test;

class TombstonesTest {
  private static final long MINUTE = 60_000_000_000L;

  private final Tombstones tombstones = new Tombstones();

  @Test
  void shouldForgetAfterAMinute() {
    tombstones.add(ReplicaHarness.gone("a", Cause.LOST), 0);
    tombstones.add(ReplicaHarness.gone("b", Cause.LOST), MINUTE + 1);
    assertThat(tombstones.list()).containsExactly(ReplicaHarness.gone("b", Cause.LOST));
  }

  /** Else whoever invents goodbyes could bring a member back that had left. */
  @Test
  void shouldNotForgetAMemberForGoodbyesThatWereInvented() {
    Tombstone real = ReplicaHarness.gone("a", Cause.GOODBYE);
    tombstones.add(real, 0);
    for (int i = 0; i < 10_000; i++) {
      tombstones.add(
          new Tombstone(new Session(SurveyorHarness.client(1_000_000 + i), 1), "", Cause.GOODBYE),
          i);
    }
    assertThat(tombstones.of(real.session().client())).isEqualTo(real);
    assertThat(tombstones.list()).hasSize(4_096 + 1);
  }
}
