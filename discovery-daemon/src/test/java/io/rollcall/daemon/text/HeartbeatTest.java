package io.rollcall.daemon.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Time is moved by hand. */
class HeartbeatTest {
  private final Heartbeat heartbeat = new Heartbeat(10, 30, 0);

  @Test
  void shouldAskOnceABeat() {
    assertThat(heartbeat.asks(9)).isFalse();
    assertThat(heartbeat.due()).isEqualTo(10);
    assertThat(heartbeat.asks(10)).isTrue();
    assertThat(heartbeat.asks(11)).isFalse();

    heartbeat.answered(12);

    assertThat(heartbeat.due()).isEqualTo(22);
    assertThat(heartbeat.asks(22)).isTrue();
  }

  @Test
  void shouldCallSilentWhoOwesAnAnswerForTooLong() {
    heartbeat.asks(10);
    assertThat(heartbeat.due()).isEqualTo(40);
    assertThat(heartbeat.isSilent(39)).isFalse();
    assertThat(heartbeat.isSilent(40)).isTrue();

    heartbeat.answered(41);

    assertThat(heartbeat.isSilent(100)).isFalse();
  }

  /** It was this process that stood still. */
  @Test
  void shouldNotCallSilentWhoWasNotAsked() {
    assertThat(heartbeat.isSilent(1_000)).isFalse();
    assertThat(heartbeat.asks(1_000)).isTrue();
    assertThat(heartbeat.isSilent(1_029)).isFalse();
  }

  @Test
  void shouldNotMindWhatComesUnasked() {
    heartbeat.answered(5);

    assertThat(heartbeat.due()).isEqualTo(10);
  }
}
