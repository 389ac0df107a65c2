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
  private final Call call = new Call(Options.defaults());
  private final Counts counts = call.surveyor.counts();

  @Test
  void shouldCountRoundsAndAnswers() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "b");
    call.pass(ofSeconds(10));

    assertThat(counts.rounds()).isEqualTo(call.all(Action.Ask.class).size());
    assertThat(counts.answers()).isBetween(2 * (counts.rounds() - 2), 2 * counts.rounds());
    assertThat(counts.misses()).isZero();
    assertThat(counts.voidRounds()).isZero();
  }

  @Test
  void shouldCountWhoJoinedAndWhyTheyLeft() {
    for (int i = 1; i <= 4; i++) {
      call.join(i, Call.client(i), "member" + i);
    }
    call.pass(ofSeconds(5));
    call.goodbye(1, Call.client(1));
    call.lose(2);
    call.silence(3);
    call.hello(4, Call.client(4), Member.named("another"), 1);
    call.pass(ofSeconds(10));

    assertThat(counts.joins()).isEqualTo(4);
    for (Cause cause : Cause.values()) {
      // Nobody leaves a server's roster by a filter.
      assertThat(counts.left(cause)).as("%s", cause).isEqualTo(cause == Cause.FILTERED ? 0 : 1);
    }
    assertThat(counts.misses()).isEqualTo(2);
  }

  @Test
  void shouldCountRefusalsByTheirReason() {
    call.say(1, new Hello("other", new Session(Call.client(1), 1), 0, Member.named("a")));
    call.join(2, Call.client(2), "b");
    call.hello(2, Call.client(2), Member.named("c"), 1);

    for (Reason reason : Reason.values()) {
      boolean happened = reason == Reason.CLUSTER || reason == Reason.NAME;
      assertThat(counts.refused(reason)).as("%s", reason).isEqualTo(happened ? 1 : 0);
    }
  }

  @Test
  void shouldCountChangesThatWerePublishedAndNoPulses() {
    call.join(1, Call.client(1), "a");
    call.pass(ofSeconds(5));
    call.goodbye(1, Call.client(1));
    call.pass(ofSeconds(5));

    assertThat(counts.publications()).isEqualTo(2).isEqualTo(call.changes().size());
  }

  @Test
  void shouldMeasureHowLateItWasCalledAlsoWhereItReadsFirst() {
    call.join(1, Call.client(1), "a");
    call.pass(ofSeconds(5));
    assertThat(counts.lateness().max()).isZero();

    call.freeze(ofMillis(1_700));
    call.hello(1, Call.client(1), Member.named("a"), 0);
    call.pass(ofSeconds(3));
    assertThat(counts.lateness().max())
        .as("a pulse was due after one second")
        .isEqualTo(ofMillis(700).toNanos());
    assertThat(counts.lateness().quantile(0.5)).isLessThanOrEqualTo(8_192);
  }

  /** However often it is late in one of them, and however late: then the round asks again. */
  @Test
  void shouldCountARoundOnceThatIsVoid() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "b");
    call.pass(ofSeconds(5));
    call.silence(2);
    for (int i = 0; i < 40; i++) {
      call.freeze(ofMillis(150));
      call.tick();
      call.say(1, new Answer(new Session(Call.client(1), 1), 1));
    }
    assertThat(counts.rounds()).isPositive();
    assertThat(counts.voidRounds()).isEqualTo(1);

    call.pass(ofSeconds(10));
    assertThat(counts.voidRounds()).isEqualTo(1);
    call.silence(1);
    call.pass(ofMillis(1_900));
    for (int i = 0; i < 9; i++) {
      call.freeze(ofMillis(150));
      call.tick();
    }
    assertThat(counts.voidRounds()).isEqualTo(2);
  }

  @Test
  void shouldCountStartsOver() {
    call.freeze(ofSeconds(60));
    call.tick();

    assertThat(counts.startOvers()).isEqualTo(1);
    assertThat(counts.lateness().max())
        .as("a pulse was due after one second")
        .isEqualTo(ofSeconds(59).toNanos());
  }
}
