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
  private final Call call = new Call(Options.defaults());

  @Test
  void shouldStartOverAfterALongStopAndListOnlyWhoAnswersAnew() {
    call.join(1, Call.client(1), "alive");
    call.join(2, Call.client(2), "dead");
    call.pass(ofSeconds(4));
    call.silence(2);
    call.freeze(ofSeconds(60));
    call.tick();

    assertThat(call.surveyor.incarnation()).isNotEqualTo(Call.SERVER);
    assertThat(call.isSettled()).isFalse();
    assertThat(call.listed()).containsExactly("alive");
    assertThat(call.left).as("nobody is reported").isEmpty();
    assertThat(call.sessionOf(1)).as("it never left").isEqualTo(1);
  }

  @Test
  void shouldNotTakeWhatCameDuringALongStopForPresence() {
    call.join(1, Call.client(1), "a");
    call.pass(ofSeconds(4));
    call.silence(1);
    call.freeze(ofSeconds(60));
    call.say(1, new Answer(new Session(Call.client(1), 1), 2));
    call.hello(2, Call.client(2), Member.named("b"), 0);
    call.tick();
    assertThat(call.listed()).isEmpty();
    assertThat(call.sent(2, Welcome.class)).hasSize(1);

    Survey asked = call.sent(2, Survey.class).get(0);
    call.say(2, new Answer(new Session(Call.client(2), 1), asked.round()));
    call.pass(ofMillis(50));
    assertThat(call.listed()).containsExactly("b");
  }

  @Test
  void shouldHearAGoodbyeThatWaitedDuringALongStop() {
    call.join(1, Call.client(1), "a");
    call.pass(ofSeconds(4));
    call.freeze(ofSeconds(60));
    call.goodbye(1, Call.client(1));
    call.pass(ofMillis(50));

    assertThat(call.departures()).containsExactly(Cause.GOODBYE);
  }

  @Test
  void shouldPauseBetweenRoundsAgainWhenSomebodyNeverAnswersAfterALongStop() {
    call.join(1, Call.client(1), "alive");
    call.join(2, Call.client(2), "frozen");
    call.pass(ofSeconds(4));
    call.silence(2);
    call.freeze(ofSeconds(60));
    call.tick();
    call.hello(3, Call.client(3), Member.named("newcomer that never answers"), 0);
    call.pass(ofSeconds(5));
    int asked = call.all(Action.Ask.class).size();
    call.pass(ofSeconds(60));

    assertThat(call.all(Action.Ask.class).size() - asked).isEqualTo(30);
    assertThat(call.listed()).containsExactly("alive");
    call.answer(2, Call.client(2));
    call.pass(ofSeconds(3));
    assertThat(call.listed()).as("its next word is a join").containsExactly("alive", "frozen");
  }

  @Test
  void shouldNotWaitForOneWhoseConnectionIsLostAfterALongStop() {
    call.join(1, Call.client(1), "alive");
    call.join(2, Call.client(2), "lost");
    call.join(3, Call.client(3), "moved");
    call.pass(ofSeconds(4));
    call.silence(2);
    call.silence(3);
    call.freeze(ofSeconds(60));
    call.tick();
    long rounds = call.surveyor.counts().rounds();
    call.lose(2);
    assertThat(call.surveyor.counts().rounds()).isEqualTo(rounds);
    call.detach(3, Call.client(3));

    assertThat(call.surveyor.counts().rounds()).as("all answered").isEqualTo(rounds + 1);
    assertThat(call.surveyor.counts().misses()).isZero();
  }

  /** A newcomer that missed its rounds on one connection has its time again on another. */
  @Test
  void shouldWaitAgainForOneWhoConnectsAnewBeforeTheServerHasSettled() {
    call.pass(ofSeconds(4));
    call.freeze(ofSeconds(60));
    call.tick();
    call.hello(1, Call.client(1), Member.named("a"), 0);
    call.pass(ofMillis(2_700));
    call.hello(2, Call.client(1), Member.named("a"), 0);
    call.pass(ofMillis(900));
    assertThat(call.isSettled()).isFalse();

    call.answer(2, Call.client(1));
    call.pass(ofMillis(500));
    assertThat(call.listed()).containsExactly("a");
  }

  @Test
  void shouldVoidAShortStopOnly() {
    call.join(1, Call.client(1), "a");
    call.pass(ofSeconds(4));
    call.freeze(ofMillis(1_900));
    call.tick();
    assertThat(call.surveyor.incarnation()).isEqualTo(Call.SERVER);
  }

  @Test
  void shouldWaitBeforeItRemovesEverybody() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "b");
    call.pass(ofMillis(3_990));
    call.silence(1);
    call.silence(2);
    call.pass(ofMillis(3_400));
    assertThat(call.left).as("its subscribers may not have noticed its absence").isEmpty();

    call.pass(ofMillis(700));
    assertThat(call.left).containsEntry("a", Cause.SILENT).containsEntry("b", Cause.SILENT);
  }

  @Test
  void shouldGiveTheOthersTimeOnceItHearsOneAgain() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "b");
    call.pass(ofMillis(3_990));
    call.silence(1);
    call.silence(2);
    call.pass(ofMillis(3_400));
    call.answer(1, Call.client(1));
    call.say(1, new Answer(new Session(Call.client(1), 1), 3));
    call.pass(ofMillis(900));
    assertThat(call.left).isEmpty();

    call.pass(ofMillis(2_200));
    assertThat(call.left).containsOnlyKeys("b");
  }

  /** The round that was open when they could not be heard counts against nobody. */
  @Test
  void shouldAskAnewOnceItHearsOneAgain() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "b");
    call.pass(ofMillis(3_990));
    call.silence(1);
    call.silence(2);
    call.pass(ofMillis(3_400));
    call.answer(1, Call.client(1));
    call.say(1, new Answer(new Session(Call.client(1), 1), 3));

    call.pass(ofMillis(1_990));
    assertThat(call.left).as("two whole rounds").isEmpty();
    call.pass(ofMillis(10));
    assertThat(call.left).containsOnlyKeys("b");
  }

  @Test
  void shouldNotTakeOneSilentClientForItsOwnFault() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(3_990));
    call.silence(1);
    call.pass(ofMillis(2_020));
    assertThat(call.left).containsEntry("a", Cause.SILENT);
  }
}
