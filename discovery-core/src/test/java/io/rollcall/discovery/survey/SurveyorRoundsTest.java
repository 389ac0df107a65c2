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
  private final SurveyorHarness harness = new SurveyorHarness(Options.defaults());

  @Test
  void shouldAskEveryPollTimeWhileAllAnswer() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(10));

    assertThat(harness.all(Action.Ask.class)).hasSizeBetween(6, 7);
    assertThat(harness.roster).containsOnlyKeys("a");
  }

  @Test
  void shouldRemoveTheSilentWithinPollTimeAndTwoSurveys() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "b");
    harness.pass(ofSeconds(5));
    harness.silence(1);
    long from = harness.millis();
    while (harness.left.isEmpty() && harness.millis() - from < 10_000) {
      harness.pass(ofMillis(1));
    }

    assertThat(harness.left).containsOnlyKeys("a").containsEntry("a", Cause.SILENT);
    assertThat(harness.millis() - from).isBetween(2_000L, 4_000L);
    assertThat(harness.roster).containsOnlyKeys("b");
  }

  @Test
  void shouldAskTheSilentAgainWithoutThePause() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(5));
    harness.silence(1);
    int before = harness.all(Action.Ask.class).size();
    harness.pass(ofSeconds(4));

    // At 6 s, at 7 s after the first miss, at 8 s after the second, and then one each pause.
    assertThat(harness.all(Action.Ask.class).size() - before).isEqualTo(3);
  }

  @Test
  void shouldClearMissesAtAnyWordEvenALateAnswer() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(5));
    harness.silence(1);
    for (int i = 0; i < 20; i++) {
      harness.pass(ofMillis(1_500));
      // Always an answer to a round that has closed.
      harness.say(1, new Answer(new Session(SurveyorHarness.client(1), 1), 1));
    }

    assertThat(harness.left).isEmpty();
    assertThat(harness.surveyor.counts().lateAnswers()).isEqualTo(20);
    assertThat(harness.surveyor.counts().misses()).isPositive();
  }

  @Test
  void shouldTakeTheNextWordOfARemovedClientAsAJoinWithANewSession() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.silence(1);
    harness.pass(ofSeconds(8));
    assertThat(harness.roster).isEmpty();
    assertThat(harness.sessionOf(1)).isEqualTo(1);

    harness.answer(1, SurveyorHarness.client(1));
    harness.pass(ofSeconds(3));
    assertThat(harness.roster).containsOnlyKeys("a");
    assertThat(harness.sessionOf(1)).isEqualTo(2);
    assertThat(harness.roster.get("a").session().number()).isEqualTo(2);
  }

  @Test
  void shouldGiveNoMissInARoundThatRecvDeadlineCloses() {
    SurveyorHarness brisk = new SurveyorHarness(Options.defaults().withRecvDeadline(ofMillis(100)));
    brisk.join(1, SurveyorHarness.client(1), "a");
    brisk.join(2, SurveyorHarness.client(2), "b");
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
    SurveyorHarness once = new SurveyorHarness(Options.defaults().withMisses(1));
    once.join(1, SurveyorHarness.client(1), "a");
    once.pass(ofMillis(1_990));
    once.silence(1);
    once.pass(ofMillis(20));
    once.freeze(ofSeconds(2));
    once.tick();

    assertThat(once.surveyor.counts().voidRounds()).isEqualTo(1);
    assertThat(once.surveyor.counts().misses()).isZero();
    once.answer(1, SurveyorHarness.client(1));
    once.say(1, new Answer(new Session(SurveyorHarness.client(1), 1), 3));
    once.pass(ofSeconds(5));
    assertThat(once.left).isEmpty();
  }

  /** A server that asked again whenever it was late had no time for anything else. */
  @Test
  void shouldNotGiveItselfMoreToDoWhenItIsLate() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(1_990));
    harness.silence(1);
    harness.pass(ofMillis(20));
    int asked = harness.all(Action.Ask.class).size();
    for (int i = 0; i < 9; i++) {
      harness.freeze(ofMillis(100));
      harness.tick();
    }

    assertThat(harness.surveyor.counts().voidRounds()).as("one round").isEqualTo(1);
    assertThat(harness.all(Action.Ask.class)).hasSize(asked);
    assertThat(harness.surveyor.counts().misses()).isZero();
  }

  @Test
  void shouldRemoveTheSilentWithinTheBoundHoweverRecvDeadlineIs() {
    Options options = Options.defaults().withRecvDeadline(ofMillis(500));
    SurveyorHarness brisk = new SurveyorHarness(options);
    brisk.join(1, SurveyorHarness.client(1), "a");
    brisk.join(2, SurveyorHarness.client(2), "b");
    brisk.pass(ofMillis(2_010));
    brisk.silence(1);
    brisk.pass(options.silenceBound());

    assertThat(options.silenceBound()).isEqualTo(ofMillis(4_500));
    assertThat(brisk.left).containsOnlyKeys("a");
  }

  @Test
  void shouldNumberTheSessionsOfAClientHoweverLongItWasSilent() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.silence(1);
    harness.pass(ofSeconds(200));
    for (int i = 2; i < 10; i++) {
      // Others depart meanwhile, and what is remembered of the first is forgotten.
      harness.join(i, SurveyorHarness.client(i), "client" + i);
      harness.goodbye(i, SurveyorHarness.client(i));
    }
    harness.answer(1, SurveyorHarness.client(1));
    harness.pass(ofSeconds(3));

    assertThat(harness.sessionOf(1)).isEqualTo(2);
  }

  @Test
  void shouldNotRemoveTheLostWhoCouldNotReturnWhileTheServerWasStopped() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.lose(1);
    harness.freeze(ofSeconds(30));
    harness.tick();
    harness.join(2, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(5));

    assertThat(harness.left).isEmpty();
  }
}
