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
  private final Call call =
      new Call(Options.defaults().withLimits(Limits.defaults().withMembers(3)).withCluster("blue"));

  @Test
  void shouldKeepANameUntilTheLastOfItsClientsLeaves() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "a");
    call.pass(ofMillis(20));
    assertThat(call.roster.get("a").session().client()).isEqualTo(Call.client(2));

    call.goodbye(2, Call.client(2));
    call.pass(ofMillis(20));
    assertThat(call.roster.get("a").session().client()).isEqualTo(Call.client(1));
    assertThat(call.roster).containsOnlyKeys("a");

    call.goodbye(1, Call.client(1));
    call.pass(ofMillis(20));
    assertThat(call.roster).isEmpty();
  }

  @Test
  void shouldLetTheLaterStartHoldTheNameInWhateverOrderTheyCome() {
    call.join(1, Call.client(9), "a");
    call.join(2, Call.client(5), "a");
    call.pass(ofMillis(20));

    assertThat(call.roster.get("a").session().client()).isEqualTo(Call.client(9));
  }

  @Test
  void shouldWarnOnceOfTwoThatStayAlive() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "a");
    call.pass(ofSeconds(20));

    assertThat(call.all(Action.Warn.class))
        .singleElement()
        .satisfies(warn -> assertThat(warn.text()).contains("'a'"));
  }

  @Test
  void shouldWarnAgainOfANameThatIsContestedAgainAfterTheServerStartedOver() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(2), "a");
    call.pass(ofSeconds(10));
    call.silence(2);
    call.freeze(ofSeconds(60));
    call.pass(ofSeconds(10));
    int warnings = call.all(Action.Warn.class).size();
    call.join(3, Call.client(3), "a");
    call.pass(ofSeconds(10));

    assertThat(call.all(Action.Warn.class)).hasSize(warnings + 1);
  }

  @Test
  void shouldReplaceOneThatWasLostWithOneUpdateAndWithoutAWarning() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(20));
    call.lose(1);
    call.pass(ofMillis(100));
    call.join(2, Call.client(2), "a");
    call.pass(ofSeconds(10));

    assertThat(call.left).isEmpty();
    assertThat(call.roster.get("a").session().client()).isEqualTo(Call.client(2));
    assertThat(call.all(Action.Warn.class)).isEmpty();
  }

  @Test
  void shouldRefuseAnotherCluster() {
    call.say(1, new Hello("red", new Session(Call.client(1), 1), 0, Member.named("a")));

    assertThat(call.sent(1, Refused.class))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.refusal().reason()).isEqualTo(Reason.CLUSTER);
              assertThat(refused.refusal().detail()).contains("'red'").contains("'blue'");
            });
    assertThat(call.roster).isEmpty();
  }

  @Test
  void shouldRefuseOneMemberTooMany() {
    for (int i = 1; i <= 4; i++) {
      call.join(i, Call.client(i), "client" + i);
    }
    call.pass(ofMillis(20));

    assertThat(call.roster).hasSize(3);
    assertThat(call.sent(4, Refused.class))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.refusal().reason()).isEqualTo(Reason.LIMIT);
              assertThat(refused.refusal().detail()).contains("3");
            });
    assertThat(call.sent(3, Welcome.class)).hasSize(1);
  }

  /** After a restart all come back at once, however many they are. */
  @Test
  void shouldRefuseTooManyJoinsOnlyOnceItHasSettled() {
    Limits limits = Limits.defaults().withJoinsPerSecond(1);
    Call restarted = new Call(Options.defaults().withLimits(limits));
    for (int i = 1; i <= 50; i++) {
      restarted.join(i, Call.client(i), "client" + i);
    }
    restarted.pass(ofSeconds(5));
    assertThat(restarted.roster).hasSize(50);
    assertThat(restarted.isSettled()).isTrue();

    for (int i = 51; i <= 61; i++) {
      restarted.join(i, Call.client(i), "client" + i);
    }
    restarted.pass(ofMillis(20));
    assertThat(restarted.roster).hasSize(60);
    assertThat(restarted.sent(61, Refused.class).get(0).refusal().detail())
        .isEqualTo("the server takes no more than 1 joins a second");
  }

  @Test
  void shouldRefuseAMemberThatChangesItsNameAndTakeItOut() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(20));
    call.hello(1, Call.client(1), Member.named("b"), 1);
    call.pass(ofMillis(20));

    assertThat(call.sent(1, Refused.class)).hasSize(1);
    assertThat(call.left).containsEntry("a", Cause.REFUSED);
  }
}
