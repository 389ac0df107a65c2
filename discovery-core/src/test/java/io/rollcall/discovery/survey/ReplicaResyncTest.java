package io.rollcall.discovery.survey;

import static io.rollcall.discovery.survey.ReplicaHarness.FIRST;
import static io.rollcall.discovery.survey.ReplicaHarness.SECOND;
import static io.rollcall.discovery.survey.ReplicaHarness.standing;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a replica counts: why it asked for a snapshot after its first. */
class ReplicaResyncTest {
  private final ReplicaHarness harness = new ReplicaHarness();

  @Test
  void shouldNotCountTheFirstRequestHoweverOftenItIsRepeated() {
    harness.pass(ofSeconds(10));
    harness.snapshot(standing(FIRST, 5, true), "a");

    assertThat(harness.requests).hasSizeGreaterThan(1);
    assertThat(counted(harness.replica)).containsExactly(0L, 0L, 0L);
  }

  @Test
  void shouldCountEachForItsCause() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.connected();
    harness.snapshot(standing(FIRST, 5, true), "a");
    assertThat(counted(harness.replica)).containsExactly(1L, 0L, 0L);

    harness.pulse(standing(FIRST, 6, true));
    harness.pulse(standing(FIRST, 6, true));
    harness.snapshot(standing(FIRST, 6, true), "a");
    assertThat(counted(harness.replica)).containsExactly(1L, 1L, 0L);

    harness.pulse(standing(SECOND, 0, false));
    harness.snapshot(standing(SECOND, 0, false), "a");
    assertThat(counted(harness.replica)).containsExactly(1L, 1L, 1L);
  }

  @Test
  void shouldCountAServerThatWasAway() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.pass(ofSeconds(5));
    harness.pulse(standing(FIRST, 5, true));

    assertThat(counted(harness.replica)).containsExactly(0L, 0L, 1L);
  }

  @Test
  void shouldCountOnInAForkAndApart() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.pulse(standing(FIRST, 6, true));
    Replica fork = harness.replica.fork(new UUID(4, 4));
    harness.snapshot(standing(FIRST, 6, true), "a");
    harness.pulse(standing(FIRST, 7, true));

    assertThat(counted(fork)).containsExactly(0L, 1L, 0L);
    assertThat(counted(harness.replica)).containsExactly(0L, 2L, 0L);
  }

  /** Those of a new connection, of a gap and of another server. */
  private static List<Long> counted(Replica replica) {
    return Arrays.stream(Resync.values()).map(replica.resyncs()::value).toList();
  }
}
