package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import org.junit.jupiter.api.Test;

/** A server that was stopped for long, or hears nobody, does not trust what it knows. */
class SurveyorStopTest {
  private final SurveyorHarness harness = new SurveyorHarness(Options.defaults());

  @Test
  void shouldStartOverAfterALongStopAndListOnlyWhoAnswersAnew() {
    harness.join(1, SurveyorHarness.client(1), "alive");
    harness.join(2, SurveyorHarness.client(2), "dead");
    harness.pass(ofSeconds(4));
    harness.silence(2);
    harness.freeze(ofSeconds(60));
    harness.tick();

    assertThat(harness.surveyor.incarnation()).isNotEqualTo(SurveyorHarness.SERVER);
    assertThat(harness.isSettled()).isFalse();
    assertThat(harness.listed()).containsExactly("alive");
    assertThat(harness.left).as("nobody is reported").isEmpty();
    assertThat(harness.sessionOf(1)).as("it never left").isEqualTo(1);
  }

  @Test
  void shouldNotTakeWhatCameDuringALongStopForPresence() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(4));
    harness.silence(1);
    harness.freeze(ofSeconds(60));
    harness.say(1, new Answer(new Session(SurveyorHarness.client(1), 1), 2));
    harness.hello(2, SurveyorHarness.client(2), Member.named("b"), 0);
    harness.tick();
    assertThat(harness.listed()).isEmpty();
    assertThat(harness.sent(2, Welcome.class)).hasSize(1);

    Survey asked = harness.sent(2, Survey.class).get(0);
    harness.say(2, new Answer(new Session(SurveyorHarness.client(2), 1), asked.round()));
    harness.pass(ofMillis(50));
    assertThat(harness.listed()).containsExactly("b");
  }

  @Test
  void shouldHearAGoodbyeThatWaitedDuringALongStop() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(4));
    harness.freeze(ofSeconds(60));
    harness.goodbye(1, SurveyorHarness.client(1));
    harness.pass(ofMillis(50));

    assertThat(harness.tombstones()).containsExactly(Cause.GOODBYE);
  }

  @Test
  void shouldPauseBetweenRoundsAgainWhenSomebodyNeverAnswersAfterALongStop() {
    harness.join(1, SurveyorHarness.client(1), "alive");
    harness.join(2, SurveyorHarness.client(2), "frozen");
    harness.pass(ofSeconds(4));
    harness.silence(2);
    harness.freeze(ofSeconds(60));
    harness.tick();
    harness.hello(3, SurveyorHarness.client(3), Member.named("newcomer that never answers"), 0);
    harness.pass(ofSeconds(5));
    int asked = harness.all(Action.Ask.class).size();
    harness.pass(ofSeconds(60));

    assertThat(harness.all(Action.Ask.class).size() - asked).isEqualTo(30);
    assertThat(harness.listed()).containsExactly("alive");
    harness.answer(2, SurveyorHarness.client(2));
    harness.pass(ofSeconds(3));
    assertThat(harness.listed()).as("its next word is a join").containsExactly("alive", "frozen");
  }

  @Test
  void shouldNotWaitForOneWhoseConnectionIsLostAfterALongStop() {
    harness.join(1, SurveyorHarness.client(1), "alive");
    harness.join(2, SurveyorHarness.client(2), "lost");
    harness.join(3, SurveyorHarness.client(3), "moved");
    harness.pass(ofSeconds(4));
    harness.silence(2);
    harness.silence(3);
    harness.freeze(ofSeconds(60));
    harness.tick();
    long rounds = harness.surveyor.counts().rounds();
    harness.lose(2);
    assertThat(harness.surveyor.counts().rounds()).isEqualTo(rounds);
    harness.detach(3, SurveyorHarness.client(3));

    assertThat(harness.surveyor.counts().rounds()).as("all answered").isEqualTo(rounds + 1);
    assertThat(harness.surveyor.counts().misses()).isZero();
  }

  /** A newcomer that missed its rounds on one connection has its time again on another. */
  @Test
  void shouldWaitAgainForOneWhoConnectsAnewBeforeTheServerHasSettled() {
    harness.pass(ofSeconds(4));
    harness.freeze(ofSeconds(60));
    harness.tick();
    harness.hello(1, SurveyorHarness.client(1), Member.named("a"), 0);
    harness.pass(ofMillis(2_700));
    harness.hello(2, SurveyorHarness.client(1), Member.named("a"), 0);
    harness.pass(ofMillis(900));
    assertThat(harness.isSettled()).isFalse();

    harness.answer(2, SurveyorHarness.client(1));
    harness.pass(ofMillis(500));
    assertThat(harness.listed()).containsExactly("a");
  }

  @Test
  void shouldVoidAShortStopOnly() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(4));
    harness.freeze(ofMillis(1_900));
    harness.tick();
    assertThat(harness.surveyor.incarnation()).isEqualTo(SurveyorHarness.SERVER);
  }

  @Test
  void shouldWaitBeforeItRemovesEverybody() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "b");
    harness.pass(ofMillis(3_990));
    harness.silence(1);
    harness.silence(2);
    harness.pass(ofMillis(3_400));
    assertThat(harness.left).as("its subscribers may not have noticed its absence").isEmpty();

    harness.pass(ofMillis(700));
    assertThat(harness.left).containsEntry("a", Cause.SILENT).containsEntry("b", Cause.SILENT);
  }

  @Test
  void shouldGiveTheOthersTimeOnceItHearsOneAgain() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "b");
    harness.pass(ofMillis(3_990));
    harness.silence(1);
    harness.silence(2);
    harness.pass(ofMillis(3_400));
    harness.answer(1, SurveyorHarness.client(1));
    harness.say(1, new Answer(new Session(SurveyorHarness.client(1), 1), 3));
    harness.pass(ofMillis(900));
    assertThat(harness.left).isEmpty();

    harness.pass(ofMillis(2_200));
    assertThat(harness.left).containsOnlyKeys("b");
  }

  /** The round that was open when they could not be heard counts against nobody. */
  @Test
  void shouldAskAnewOnceItHearsOneAgain() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "b");
    harness.pass(ofMillis(3_990));
    harness.silence(1);
    harness.silence(2);
    harness.pass(ofMillis(3_400));
    harness.answer(1, SurveyorHarness.client(1));
    harness.say(1, new Answer(new Session(SurveyorHarness.client(1), 1), 3));

    harness.pass(ofMillis(1_990));
    assertThat(harness.left).as("two whole rounds").isEmpty();
    harness.pass(ofMillis(10));
    assertThat(harness.left).containsOnlyKeys("b");
  }

  @Test
  void shouldNotTakeOneSilentClientForItsOwnFault() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(3_990));
    harness.silence(1);
    harness.pass(ofMillis(2_020));
    assertThat(harness.left).containsEntry("a", Cause.SILENT);
  }
}
