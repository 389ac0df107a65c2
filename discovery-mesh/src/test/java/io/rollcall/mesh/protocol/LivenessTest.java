package io.rollcall.mesh.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.mesh.protocol.Liveness.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private static final long INTERVAL = 100;

  private final Liveness liveness = new Liveness(INTERVAL, 3, 0);
  private long now;

  private List<Step> steps(int count, boolean awaits) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      now += Liveness.pause(INTERVAL);
      steps.add(liveness.step(now, awaits));
    }
    return steps;
  }

  @Test
  void shouldPingASilentNodeAndGiveItUp() {
    assertThat(steps(9, true))
        .containsExactly(
            Step.WAIT,
            Step.WAIT,
            Step.PING,
            Step.WAIT,
            Step.PING,
            Step.WAIT,
            Step.PING,
            Step.WAIT,
            Step.GIVE_UP);
  }

  @Test
  void shouldNotGiveUpANodeThatAnswers() {
    for (int i = 0; i < 20; i++) {
      assertThat(steps(5, true)).doesNotContain(Step.GIVE_UP);
      liveness.heard();
    }
  }

  @Test
  void shouldNotPingANodeOfWhichNothingIsAwaited() {
    assertThat(steps(50, false)).containsOnly(Step.WAIT);
    assertThat(steps(7, true)).doesNotContain(Step.GIVE_UP).contains(Step.PING);
  }

  @Test
  void shouldNotTakeItsOwnLatenessForSilence() {
    assertThat(steps(8, true)).doesNotContain(Step.GIVE_UP);
    now += 10 * INTERVAL;
    assertThat(liveness.step(now, true)).isEqualTo(Step.WAIT);
    assertThat(steps(7, true)).doesNotContain(Step.GIVE_UP);
  }
}
