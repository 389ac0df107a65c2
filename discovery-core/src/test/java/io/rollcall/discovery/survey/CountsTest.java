package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Session;
import org.junit.jupiter.api.Test;

/** What a surveyor counts. What it does is tested elsewhere. */
class CountsTest {
  private final SurveyorHarness harness = new SurveyorHarness(Options.defaults());
  private final Counts counts = harness.surveyor.counts();

  @Test
  void shouldCountRoundsAndAnswers() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "b");
    harness.pass(ofSeconds(10));

    assertThat(counts.rounds()).isEqualTo(harness.all(Action.Ask.class).size());
    assertThat(counts.answers()).isBetween(2 * (counts.rounds() - 2), 2 * counts.rounds());
    assertThat(counts.misses()).isZero();
    assertThat(counts.voidRounds()).isZero();
  }

  @Test
  void shouldCountWhoJoinedAndWhyTheyLeft() {
    for (int i = 1; i <= 4; i++) {
      harness.join(i, SurveyorHarness.client(i), "member" + i);
    }
    harness.pass(ofSeconds(5));
    harness.goodbye(1, SurveyorHarness.client(1));
    harness.lose(2);
    harness.silence(3);
    harness.hello(4, SurveyorHarness.client(4), Member.named("another"), 1);
    harness.pass(ofSeconds(10));

    assertThat(counts.joins()).isEqualTo(4);
    for (Cause cause : Cause.values()) {
      // Nobody leaves a server's roster by a filter.
      assertThat(counts.left(cause)).as("%s", cause).isEqualTo(cause == Cause.FILTERED ? 0 : 1);
    }
    assertThat(counts.misses()).isEqualTo(2);
  }

  @Test
  void shouldCountRefusalsByTheirReason() {
    harness.say(
        1, new Hello("other", new Session(SurveyorHarness.client(1), 1), 0, Member.named("a")));
    harness.join(2, SurveyorHarness.client(2), "b");
    harness.hello(2, SurveyorHarness.client(2), Member.named("c"), 1);

    for (Reason reason : Reason.values()) {
      boolean happened = reason == Reason.CLUSTER || reason == Reason.NAME;
      assertThat(counts.refused(reason)).as("%s", reason).isEqualTo(happened ? 1 : 0);
    }
  }

  @Test
  void shouldCountChangesThatWerePublishedAndNoPulses() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(5));
    harness.goodbye(1, SurveyorHarness.client(1));
    harness.pass(ofSeconds(5));

    assertThat(counts.publications()).isEqualTo(2).isEqualTo(harness.changes().size());
  }

  @Test
  void shouldMeasureHowLateItWasCalledAlsoWhereItReadsFirst() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(5));
    assertThat(counts.lateness().max()).isZero();

    harness.freeze(ofMillis(1_700));
    harness.hello(1, SurveyorHarness.client(1), Member.named("a"), 0);
    harness.pass(ofSeconds(3));
    assertThat(counts.lateness().max())
        .as("a pulse was due after one second")
        .isEqualTo(ofMillis(700).toNanos());
    assertThat(counts.lateness().quantile(0.5)).isLessThanOrEqualTo(8_192);
  }

  /** However often it is late in one of them, and however late: then the round asks again. */
  @Test
  void shouldCountARoundOnceThatIsVoid() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "b");
    harness.pass(ofSeconds(5));
    harness.silence(2);
    for (int i = 0; i < 40; i++) {
      harness.freeze(ofMillis(150));
      harness.tick();
      harness.say(1, new Answer(new Session(SurveyorHarness.client(1), 1), 1));
    }
    assertThat(counts.rounds()).isPositive();
    assertThat(counts.voidRounds()).isEqualTo(1);

    harness.pass(ofSeconds(10));
    assertThat(counts.voidRounds()).isEqualTo(1);
    harness.silence(1);
    harness.pass(ofMillis(1_900));
    for (int i = 0; i < 9; i++) {
      harness.freeze(ofMillis(150));
      harness.tick();
    }
    assertThat(counts.voidRounds()).isEqualTo(2);
  }

  @Test
  void shouldCountStartsOver() {
    harness.freeze(ofSeconds(60));
    harness.tick();

    assertThat(counts.startOvers()).isEqualTo(1);
    assertThat(counts.lateness().max())
        .as("a pulse was due after one second")
        .isEqualTo(ofSeconds(59).toNanos());
  }
}
