package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Session;
import org.junit.jupiter.api.Test;

/** Guarantees 2 and 4. Pauses are 2 s, surveys take 1 s, two misses make silent. */
class SurveyorRoundsTest {
  private final Call call = new Call(Options.defaults());

  @Test
  void shouldAskEveryPollTimeWhileAllAnswer() {
    call.join(1, Call.client(1), "a");
    call.pass(ofSeconds(10));

    assertThat(call.all(Action.Ask.class)).hasSizeBetween(6, 7);
    assertThat(call.roster).containsOnlyKeys("a");
  }

  @Test
  void shouldRemoveTheSilentWithinPollTimeAndTwoSurveys() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "b");
    call.pass(ofSeconds(5));
    call.silence(1);
    long from = call.millis();
    while (call.left.isEmpty() && call.millis() - from < 10_000) {
      call.pass(ofMillis(1));
    }

    assertThat(call.left).containsOnlyKeys("a").containsEntry("a", Cause.SILENT);
    assertThat(call.millis() - from).isBetween(2_000L, 4_000L);
    assertThat(call.roster).containsOnlyKeys("b");
  }

  @Test
  void shouldAskTheSilentAgainWithoutThePause() {
    call.join(1, Call.client(1), "a");
    call.pass(ofSeconds(5));
    call.silence(1);
    int before = call.all(Action.Ask.class).size();
    call.pass(ofSeconds(4));

    // At 6 s, at 7 s after the first miss, at 8 s after the second, and then one each pause.
    assertThat(call.all(Action.Ask.class).size() - before).isEqualTo(3);
  }

  @Test
  void shouldClearMissesAtAnyWordEvenALateAnswer() {
    call.join(1, Call.client(1), "a");
    call.pass(ofSeconds(5));
    call.silence(1);
    for (int i = 0; i < 20; i++) {
      call.pass(ofMillis(1_500));
      // Always an answer to a round that has closed.
      call.say(1, new Answer(new Session(Call.client(1), 1), 1));
    }

    assertThat(call.left).isEmpty();
    assertThat(call.surveyor.counts().lateAnswers()).isEqualTo(20);
    assertThat(call.surveyor.counts().misses()).isPositive();
  }

  @Test
  void shouldTakeTheNextWordOfARemovedClientAsAJoinWithANewSession() {
    call.join(1, Call.client(1), "a");
    call.silence(1);
    call.pass(ofSeconds(8));
    assertThat(call.roster).isEmpty();
    assertThat(call.sessionOf(1)).isEqualTo(1);

    call.answer(1, Call.client(1));
    call.pass(ofSeconds(3));
    assertThat(call.roster).containsOnlyKeys("a");
    assertThat(call.sessionOf(1)).isEqualTo(2);
    assertThat(call.roster.get("a").session().number()).isEqualTo(2);
  }

  @Test
  void shouldGiveNoMissInARoundThatRecvDeadlineCloses() {
    Call brisk = new Call(Options.defaults().withRecvDeadline(ofMillis(100)));
    brisk.join(1, Call.client(1), "a");
    brisk.join(2, Call.client(2), "b");
    brisk.pass(ofMillis(2_050));
    int asked = brisk.all(Action.Ask.class).size();
    brisk.silence(1);
    brisk.pass(ofSeconds(2));

    // The round at 4 s closes after 100 ms, and one with the full time follows at once.
    brisk.pass(ofMillis(100));
    assertThat(brisk.all(Action.Ask.class).size()).isEqualTo(asked + 2);
    assertThat(brisk.surveyor.counts().misses()).isZero();
    brisk.pass(ofMillis(1_050));
    assertThat(brisk.surveyor.counts().misses()).isEqualTo(1);
    brisk.pass(ofMillis(1_150));
    assertThat(brisk.left).containsEntry("a", Cause.SILENT);
  }

  @Test
  void shouldVoidARoundInWhichTheServerItselfWasStopped() {
    Call once = new Call(Options.defaults().withMisses(1));
    once.join(1, Call.client(1), "a");
    once.pass(ofMillis(1_990));
    once.silence(1);
    once.pass(ofMillis(20));
    once.freeze(ofSeconds(2));
    once.tick();

    assertThat(once.surveyor.counts().voidRounds()).isEqualTo(1);
    assertThat(once.surveyor.counts().misses()).isZero();
    once.answer(1, Call.client(1));
    once.say(1, new Answer(new Session(Call.client(1), 1), 3));
    once.pass(ofSeconds(5));
    assertThat(once.left).isEmpty();
  }

  /** A server that asked again whenever it was late had no time for anything else. */
  @Test
  void shouldNotGiveItselfMoreToDoWhenItIsLate() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(1_990));
    call.silence(1);
    call.pass(ofMillis(20));
    int asked = call.all(Action.Ask.class).size();
    for (int i = 0; i < 9; i++) {
      call.freeze(ofMillis(100));
      call.tick();
    }

    assertThat(call.surveyor.counts().voidRounds()).as("one round").isEqualTo(1);
    assertThat(call.all(Action.Ask.class)).hasSize(asked);
    assertThat(call.surveyor.counts().misses()).isZero();
  }

  @Test
  void shouldRemoveTheSilentWithinTheBoundHoweverRecvDeadlineIs() {
    Options options = Options.defaults().withRecvDeadline(ofMillis(500));
    Call brisk = new Call(options);
    brisk.join(1, Call.client(1), "a");
    brisk.join(2, Call.client(2), "b");
    brisk.pass(ofMillis(2_010));
    brisk.silence(1);
    brisk.pass(options.silenceBound());

    assertThat(options.silenceBound()).isEqualTo(ofMillis(4_500));
    assertThat(brisk.left).containsOnlyKeys("a");
  }

  @Test
  void shouldNumberTheSessionsOfAClientHoweverLongItWasSilent() {
    call.join(1, Call.client(1), "a");
    call.silence(1);
    call.pass(ofSeconds(200));
    for (int i = 2; i < 10; i++) {
      // Others depart meanwhile, and what is remembered of the first is forgotten.
      call.join(i, Call.client(i), "client" + i);
      call.goodbye(i, Call.client(i));
    }
    call.answer(1, Call.client(1));
    call.pass(ofSeconds(3));

    assertThat(call.sessionOf(1)).isEqualTo(2);
  }

  @Test
  void shouldNotRemoveTheLostWhoCouldNotReturnWhileTheServerWasStopped() {
    call.join(1, Call.client(1), "a");
    call.lose(1);
    call.freeze(ofSeconds(30));
    call.tick();
    call.join(2, Call.client(1), "a");
    call.pass(ofSeconds(5));

    assertThat(call.left).isEmpty();
  }
}
