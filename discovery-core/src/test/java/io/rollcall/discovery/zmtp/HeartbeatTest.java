package io.rollcall.discovery.zmtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.zmtp.Heartbeat.Step;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final long SECOND = 1_000_000_000L;

  private final Heartbeat heartbeat = new Heartbeat(0);
  private long now;

  /** The next step, after the usual pause. */
  private Step step() {
    now += Heartbeat.PAUSE;
    return heartbeat.step(now);
  }

  private Step stepAt(long seconds) {
    Step step = Step.WAIT;
    while (now < seconds * SECOND) {
      assertThat(step).as("at %d s", now / SECOND).isEqualTo(Step.WAIT);
      step = step();
    }
    return step;
  }

  @Test
  void shouldAskWhoIsSilent() {
    assertThat(stepAt(15)).isEqualTo(Step.PING);
    assertThat(step()).as("once").isEqualTo(Step.WAIT);
  }

  @Test
  void shouldNotAskWhoSpeaks() {
    for (int i = 0; i < 100; i++) {
      heartbeat.heard();
      assertThat(step()).isEqualTo(Step.WAIT);
    }
  }

  @Test
  void shouldGiveUpWhoDoesNotAnswer() {
    assertThat(stepAt(15)).isEqualTo(Step.PING);
    assertThat(stepAt(60)).isEqualTo(Step.GIVE_UP);
  }

  @Test
  void shouldAskAgainWhoAnswered() {
    assertThat(stepAt(15)).isEqualTo(Step.PING);
    heartbeat.heard();
    assertThat(stepAt(35)).isEqualTo(Step.PING);
    assertThat(stepAt(80)).isEqualTo(Step.GIVE_UP);
  }

  @Test
  void shouldNeverGiveUpWhoCannotBeAsked() {
    for (int i = 0; i < 100; i++) {
      if (step() == Step.PING) {
        heartbeat.unasked();
      }
    }
    assertThat(step()).isNotEqualTo(Step.GIVE_UP);
  }

  @Test
  void shouldGiveUpWhoBreaksAPromise() {
    heartbeat.promised(100);
    heartbeat.heard();
    assertThat(step()).isEqualTo(Step.WAIT);
    assertThat(step()).isEqualTo(Step.WAIT);
    assertThat(step()).as("silent for 10 s").isEqualTo(Step.GIVE_UP);
  }

  @Test
  void shouldForgetAPromiseThatIsTakenBack() {
    heartbeat.promised(100);
    heartbeat.promised(0);
    assertThat(stepAt(15)).isEqualTo(Step.PING);
  }

  @Test
  void shouldBlameNobodyAfterAStopOfItsOwn() {
    heartbeat.promised(100);
    assertThat(stepAt(5)).isEqualTo(Step.WAIT);
    now += 3_600 * SECOND;
    assertThat(step()).isEqualTo(Step.WAIT);
    assertThat(step()).isEqualTo(Step.WAIT);
    assertThat(step()).isEqualTo(Step.GIVE_UP);
  }
}
