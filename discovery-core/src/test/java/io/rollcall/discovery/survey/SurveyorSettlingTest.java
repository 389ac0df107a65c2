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
  private final Call call = new Call(Options.defaults());

  @Test
  void shouldSettleAfterSettleTimeAndARound() {
    call.pass(ofMillis(2_990));
    assertThat(call.isSettled()).isFalse();
    call.pass(ofMillis(50));
    assertThat(call.isSettled()).isTrue();
  }

  @Test
  void shouldNotSettleWhileClientsKeepArriving() {
    for (int i = 1; i <= 40; i++) {
      call.pass(ofMillis(100));
      call.join(i, Call.client(i), "client" + i);
    }
    assertThat(call.millis()).isEqualTo(4_000);
    assertThat(call.isSettled()).isFalse();

    call.pass(ofMillis(400));
    assertThat(call.isSettled()).isTrue();
  }

  @Test
  void shouldSettleInTheEndEvenIfClientsNeverCeaseToArrive() {
    for (int i = 1; i <= 100; i++) {
      call.pass(ofMillis(100));
      call.join(i, Call.client(i), "client" + i);
    }
    assertThat(call.isSettled()).isTrue();
  }

  @Test
  void shouldSettleInTheEndEvenIfArrivalsAreFasterThanRounds() {
    call.join(1_000, Call.client(1_000), "slow");
    call.silence(1_000);
    for (int i = 1; i <= 700; i++) {
      call.pass(ofMillis(15));
      call.join(i, Call.client(i), "client" + i);
    }
    assertThat(call.isSettled()).isTrue();
  }

  @Test
  void shouldNotCountTheTimeInWhichItWasStopped() {
    call.pass(ofMillis(500));
    call.freeze(ofSeconds(2));
    call.tick();
    call.pass(ofMillis(1_900));
    assertThat(call.isSettled()).isFalse();

    call.pass(ofSeconds(1));
    assertThat(call.isSettled()).isTrue();
  }

  @Test
  void shouldCountItsLatenessOnceHoweverMuchItReads() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(900));
    call.freeze(ofMillis(500));
    for (int i = 0; i < 200; i++) {
      call.say(1, new Answer(new Session(Call.client(1), 1), 1));
    }
    call.tick();
    call.pass(ofSeconds(3));
    assertThat(call.isSettled()).isTrue();
  }

  @Test
  void shouldAwaitARoundOverAllWhoAreConnected() {
    call.pass(ofMillis(2_500));
    call.join(1, Call.client(1), "a");
    call.silence(1);
    call.pass(ofMillis(1_200));
    assertThat(call.isSettled()).as("the round is still open").isFalse();

    call.pass(ofMillis(1_500));
    assertThat(call.isSettled()).isTrue();
  }
}
