package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Limits;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import org.junit.jupiter.api.Test;

/** Guarantees 9 and 11. */
class SurveyorNamesTest {
  private final SurveyorHarness harness =
      new SurveyorHarness(
          Options.defaults().withLimits(Limits.defaults().withMembers(3)).withCluster("blue"));

  @Test
  void shouldKeepANameUntilTheLastOfItsClientsLeaves() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "a");
    harness.pass(ofMillis(20));
    assertThat(harness.roster.get("a").session().client()).isEqualTo(SurveyorHarness.client(2));

    harness.goodbye(2, SurveyorHarness.client(2));
    harness.pass(ofMillis(20));
    assertThat(harness.roster.get("a").session().client()).isEqualTo(SurveyorHarness.client(1));
    assertThat(harness.roster).containsOnlyKeys("a");

    harness.goodbye(1, SurveyorHarness.client(1));
    harness.pass(ofMillis(20));
    assertThat(harness.roster).isEmpty();
  }

  @Test
  void shouldLetTheLaterStartHoldTheNameInWhateverOrderTheyCome() {
    harness.join(1, SurveyorHarness.client(9), "a");
    harness.join(2, SurveyorHarness.client(5), "a");
    harness.pass(ofMillis(20));

    assertThat(harness.roster.get("a").session().client()).isEqualTo(SurveyorHarness.client(9));
  }

  @Test
  void shouldWarnOnceOfTwoThatStayAlive() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "a");
    harness.pass(ofSeconds(20));

    assertThat(harness.all(Action.Warn.class))
        .singleElement()
        .satisfies(warn -> assertThat(warn.text()).contains("'a'"));
  }

  @Test
  void shouldWarnAgainOfANameThatIsContestedAgainAfterTheServerStartedOver() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(2), "a");
    harness.pass(ofSeconds(10));
    harness.silence(2);
    harness.freeze(ofSeconds(60));
    harness.pass(ofSeconds(10));
    int warnings = harness.all(Action.Warn.class).size();
    harness.join(3, SurveyorHarness.client(3), "a");
    harness.pass(ofSeconds(10));

    assertThat(harness.all(Action.Warn.class)).hasSize(warnings + 1);
  }

  @Test
  void shouldReplaceOneThatWasLostWithOneUpdateAndWithoutAWarning() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(20));
    harness.lose(1);
    harness.pass(ofMillis(100));
    harness.join(2, SurveyorHarness.client(2), "a");
    harness.pass(ofSeconds(10));

    assertThat(harness.left).isEmpty();
    assertThat(harness.roster.get("a").session().client()).isEqualTo(SurveyorHarness.client(2));
    assertThat(harness.all(Action.Warn.class)).isEmpty();
  }

  @Test
  void shouldRefuseAnotherCluster() {
    harness.say(
        1, new Hello("red", new Session(SurveyorHarness.client(1), 1), 0, Member.named("a")));

    assertThat(harness.sent(1, Refused.class))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.refusal().reason()).isEqualTo(Reason.CLUSTER);
              assertThat(refused.refusal().detail()).contains("'red'").contains("'blue'");
            });
    assertThat(harness.roster).isEmpty();
  }

  @Test
  void shouldRefuseOneMemberTooMany() {
    for (int i = 1; i <= 4; i++) {
      harness.join(i, SurveyorHarness.client(i), "client" + i);
    }
    harness.pass(ofMillis(20));

    assertThat(harness.roster).hasSize(3);
    assertThat(harness.sent(4, Refused.class))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.refusal().reason()).isEqualTo(Reason.LIMIT);
              assertThat(refused.refusal().detail()).contains("3");
            });
    assertThat(harness.sent(3, Welcome.class)).hasSize(1);
  }

  /** After a restart all come back at once, however many they are. */
  @Test
  void shouldRefuseTooManyJoinsOnlyOnceItHasSettled() {
    Limits limits = Limits.defaults().withJoinsPerSecond(1);
    SurveyorHarness restarted = new SurveyorHarness(Options.defaults().withLimits(limits));
    for (int i = 1; i <= 50; i++) {
      restarted.join(i, SurveyorHarness.client(i), "client" + i);
    }
    restarted.pass(ofSeconds(5));
    assertThat(restarted.roster).hasSize(50);
    assertThat(restarted.isSettled()).isTrue();

    for (int i = 51; i <= 61; i++) {
      restarted.join(i, SurveyorHarness.client(i), "client" + i);
    }
    restarted.pass(ofMillis(20));
    assertThat(restarted.roster).hasSize(60);
    assertThat(restarted.sent(61, Refused.class).get(0).refusal().detail())
        .isEqualTo("the server takes no more than 1 joins a second");
  }

  @Test
  void shouldRefuseAMemberThatChangesItsNameAndTakeItOut() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(20));
    harness.hello(1, SurveyorHarness.client(1), Member.named("b"), 1);
    harness.pass(ofMillis(20));

    assertThat(harness.sent(1, Refused.class)).hasSize(1);
    assertThat(harness.left).containsEntry("a", Cause.REFUSED);
  }
}
