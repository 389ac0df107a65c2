package io.rollcall.discovery.survey;

import static io.rollcall.discovery.survey.Watch.FIRST;
import static io.rollcall.discovery.survey.Watch.SECOND;
import static io.rollcall.discovery.survey.Watch.standing;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a replica counts: why it asked for a snapshot after its first. */
class ReplicaResyncTest {
  private final Watch watch = new Watch();

  @Test
  void shouldNotCountTheFirstRequestHoweverOftenItIsRepeated() {
    watch.pass(ofSeconds(10));
    watch.snapshot(standing(FIRST, 5, true), "a");

    assertThat(watch.requests).hasSizeGreaterThan(1);
    assertThat(counted(watch.replica)).containsExactly(0L, 0L, 0L);
  }

  @Test
  void shouldCountEachForItsCause() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.connected();
    watch.snapshot(standing(FIRST, 5, true), "a");
    assertThat(counted(watch.replica)).containsExactly(1L, 0L, 0L);

    watch.pulse(standing(FIRST, 6, true));
    watch.pulse(standing(FIRST, 6, true));
    watch.snapshot(standing(FIRST, 6, true), "a");
    assertThat(counted(watch.replica)).containsExactly(1L, 1L, 0L);

    watch.pulse(standing(SECOND, 0, false));
    watch.snapshot(standing(SECOND, 0, false), "a");
    assertThat(counted(watch.replica)).containsExactly(1L, 1L, 1L);
  }

  @Test
  void shouldCountAServerThatWasAway() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.pass(ofSeconds(5));
    watch.pulse(standing(FIRST, 5, true));

    assertThat(counted(watch.replica)).containsExactly(0L, 0L, 1L);
  }

  @Test
  void shouldCountOnInAForkAndApart() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.pulse(standing(FIRST, 6, true));
    Replica fork = watch.replica.fork(new UUID(4, 4));
    watch.snapshot(standing(FIRST, 6, true), "a");
    watch.pulse(standing(FIRST, 7, true));

    assertThat(counted(fork)).containsExactly(0L, 1L, 0L);
    assertThat(counted(watch.replica)).containsExactly(0L, 2L, 0L);
  }

  /** Those of a new connection, of a gap and of another server. */
  private static List<Long> counted(Replica replica) {
    return Arrays.stream(Resync.values()).map(replica.resyncs()::value).toList();
  }
}
