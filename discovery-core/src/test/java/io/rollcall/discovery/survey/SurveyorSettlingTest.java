package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Options;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Session;
import org.junit.jupiter.api.Test;

/** Guarantee 6, the server's part. It settles for 3 s at least. */
class SurveyorSettlingTest {
  private final SurveyorHarness harness = new SurveyorHarness(Options.defaults());

  @Test
  void shouldSettleAfterSettleTimeAndARound() {
    harness.pass(ofMillis(2_990));
    assertThat(harness.isSettled()).isFalse();
    harness.pass(ofMillis(50));
    assertThat(harness.isSettled()).isTrue();
  }

  @Test
  void shouldNotSettleWhileClientsKeepArriving() {
    for (int i = 1; i <= 40; i++) {
      harness.pass(ofMillis(100));
      harness.join(i, SurveyorHarness.client(i), "client" + i);
    }
    assertThat(harness.millis()).isEqualTo(4_000);
    assertThat(harness.isSettled()).isFalse();

    harness.pass(ofMillis(400));
    assertThat(harness.isSettled()).isTrue();
  }

  @Test
  void shouldSettleInTheEndEvenIfClientsNeverCeaseToArrive() {
    for (int i = 1; i <= 100; i++) {
      harness.pass(ofMillis(100));
      harness.join(i, SurveyorHarness.client(i), "client" + i);
    }
    assertThat(harness.isSettled()).isTrue();
  }

  @Test
  void shouldSettleInTheEndEvenIfArrivalsAreFasterThanRounds() {
    harness.join(1_000, SurveyorHarness.client(1_000), "slow");
    harness.silence(1_000);
    for (int i = 1; i <= 700; i++) {
      harness.pass(ofMillis(15));
      harness.join(i, SurveyorHarness.client(i), "client" + i);
    }
    assertThat(harness.isSettled()).isTrue();
  }

  @Test
  void shouldNotCountTheTimeInWhichItWasStopped() {
    harness.pass(ofMillis(500));
    harness.freeze(ofSeconds(2));
    harness.tick();
    harness.pass(ofMillis(1_900));
    assertThat(harness.isSettled()).isFalse();

    harness.pass(ofSeconds(1));
    assertThat(harness.isSettled()).isTrue();
  }

  @Test
  void shouldCountItsLatenessOnceHoweverMuchItReads() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(900));
    harness.freeze(ofMillis(500));
    for (int i = 0; i < 200; i++) {
      harness.say(1, new Answer(new Session(SurveyorHarness.client(1), 1), 1));
    }
    harness.tick();
    harness.pass(ofSeconds(3));
    assertThat(harness.isSettled()).isTrue();
  }

  @Test
  void shouldAwaitARoundOverAllWhoAreConnected() {
    harness.pass(ofMillis(2_500));
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.silence(1);
    harness.pass(ofMillis(1_200));
    assertThat(harness.isSettled()).as("the round is still open").isFalse();

    harness.pass(ofMillis(1_500));
    assertThat(harness.isSettled()).isTrue();
  }
}
