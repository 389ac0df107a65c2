package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With security a name, and a client, are bound to the key that took them. */
class SurveyorKeysTest {
  private static final Incarnation OWNER = SurveyorHarness.client(1);
  private static final Incarnation OTHER = SurveyorHarness.client(9);

  private final SurveyorHarness harness = new SurveyorHarness(Options.defaults());
  private final Peer owner = new Peer(1, "10.0.0.1:4000", "owner's key");
  private final Peer second = new Peer(2, "10.0.0.1:4001", "owner's key");
  private final Peer stranger = new Peer(3, "10.0.0.2:4000", "another key");

  @Test
  void shouldRefuseANameToAnotherKeyThanTheOneThatTookIt() {
    hello(owner, OWNER, "a");
    hello(stranger, OTHER, "a");

    assertThat(refusals()).containsExactly(Reason.KEY);
    assertHolds("a", OWNER);
  }

  @Test
  void shouldGiveANameToAnotherKeyOnceItsMemberHasGone() {
    hello(owner, OWNER, "a");
    harness.say(owner, new Goodbye(new Session(OWNER, 1)));
    hello(stranger, OTHER, "a");

    assertThat(refusals()).isEmpty();
    assertHolds("a", OTHER);
  }

  @Test
  void shouldKeepANameBoundWhileItsMemberMayReturn() {
    hello(owner, OWNER, "a");
    harness.lose(1);
    hello(stranger, OTHER, "a");

    assertThat(refusals()).containsExactly(Reason.KEY);

    harness.pass(ofMillis(300));
    hello(stranger, OTHER, "a");
    assertHolds("a", OTHER);
  }

  @Test
  void shouldLetOneKeyTakeANameTwice() {
    hello(owner, OWNER, "a");
    hello(second, OTHER, "a");

    assertThat(refusals()).isEmpty();
    assertHolds("a", OTHER);
  }

  @Test
  void shouldNotLetAnotherKeySpeakForAClient() {
    hello(owner, OWNER, "a");
    hello(stranger, OWNER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY);

    harness.say(stranger, new Answer(new Session(OWNER, 1), 1));
    harness.say(stranger, new Detach(new Session(OWNER, 1)));
    harness.say(stranger, new Goodbye(new Session(OWNER, 1)));
    harness.pass(ofMillis(300));
    assertHolds("a", OWNER);
  }

  @Test
  void shouldKeepNamesBoundWhileTheServerFindsItsMembersAgainAfterAStop() {
    harness.answer(1, OWNER);
    hello(owner, OWNER, "a");
    harness.pass(ofSeconds(10));
    harness.freeze(ofSeconds(60));
    hello(stranger, OTHER, "a");

    assertThat(refusals()).containsExactly(Reason.KEY);
  }

  @Test
  void shouldKeepANameBoundIfItsConnectionIsLostAfterTheStop() {
    stopped();
    harness.lose(1);
    hello(stranger, OTHER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY);

    harness.pass(ofMillis(2_500));
    hello(stranger, OTHER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY, Reason.KEY);
    harness.answer(2, OWNER);
    hello(second, OWNER, "a");
    harness.pass(ofSeconds(10));
    assertHolds("a", OWNER);
    assertThat(harness.left).isEmpty();
  }

  @Test
  void shouldKeepANameBoundIfItsMemberWasInItsGraceAtTheStop() {
    harness.answer(1, OWNER);
    hello(owner, OWNER, "a");
    harness.pass(ofSeconds(10));
    harness.lose(1);
    harness.freeze(ofSeconds(60));
    harness.tick();
    hello(stranger, OTHER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY);
  }

  @Test
  void shouldKeepAClientBoundToItsKeyIfItsConnectionIsLostAfterTheStop() {
    stopped();
    harness.lose(1);
    hello(stranger, OWNER, "another name");
    harness.say(stranger, new Goodbye(new Session(OWNER, 1)));

    assertThat(refusals()).containsExactly(Reason.KEY);
    harness.answer(2, OWNER);
    hello(second, OWNER, "a");
    harness.pass(ofSeconds(10));
    assertHolds("a", OWNER);
  }

  @Test
  void shouldKeepNamesAndClientsBoundWhenTheSocketsAreOpenedAgain() {
    harness.answer(1, OWNER);
    hello(owner, OWNER, "a");
    harness.pass(ofSeconds(10));
    harness.reopen();
    hello(stranger, OTHER, "a");
    hello(stranger, OWNER, "another name");
    assertThat(refusals()).containsExactly(Reason.KEY, Reason.KEY);

    harness.answer(2, OWNER);
    hello(second, OWNER, "a");
    harness.pass(ofSeconds(10));
    assertHolds("a", OWNER);
    assertThat(harness.sessionOf(2)).as("it never left").isEqualTo(1);
  }

  @Test
  void shouldGiveANameToAnotherKeyOnceTheServerHasSettledWithoutItsMember() {
    stopped();
    harness.lose(1);
    harness.pass(ofSeconds(5));
    hello(stranger, OTHER, "a");

    assertThat(refusals()).isEmpty();
    assertHolds("a", OTHER);
  }

  @Test
  void shouldGiveANameToAnotherKeyOnceItsMemberHasMissedItsRoundsAfterTheStop() {
    stopped();
    hello(stranger, OTHER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY);

    harness.pass(ofSeconds(10));
    hello(stranger, OTHER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY);
    assertHolds("a", OTHER);
  }

  @Test
  void shouldHearTheGoodbyeOfOneThatIsConnectedAnewAfterTheStop() {
    stopped();
    harness.lose(1);
    harness.say(second, new Goodbye(new Session(OWNER, 1)));
    hello(stranger, OTHER, "a");

    assertThat(refusals()).isEmpty();
    harness.pass(ofMillis(20));
    assertThat(harness.tombstones()).containsExactly(Cause.GOODBYE);
  }

  /** An answer brings back one whom the server had given up, and another key has the name. */
  @Test
  void shouldRefuseTheReturnOfAClientWhoseNameAnotherKeyHasTaken() {
    hello(owner, OWNER, "a");
    harness.pass(ofSeconds(10));
    assertThat(harness.left).containsEntry("a", Cause.SILENT);
    harness.answer(3, OTHER);
    hello(stranger, OTHER, "a");
    assertHolds("a", OTHER);

    harness.say(owner, new Answer(new Session(OWNER, 1), 9));
    assertThat(refusals()).containsExactly(Reason.KEY);
    harness.pass(ofSeconds(10));
    assertHolds("a", OTHER);
  }

  /** Neither is a member before it has answered what was asked after the stop. */
  @Test
  void shouldGiveANameToOneOfTwoKeysThatClaimItWhileTheServerSettles() {
    harness.freeze(ofSeconds(60));
    harness.tick();
    hello(owner, OWNER, "a");
    hello(stranger, OTHER, "a");
    harness.say(owner, new Answer(new Session(OWNER, 1), 9));
    harness.say(stranger, new Answer(new Session(OTHER, 1), 9));

    assertThat(refusals()).containsExactly(Reason.KEY);
    assertHolds("a", OWNER);
  }

  /** A server with one member, which says nothing from now on, was stopped for a minute. */
  private void stopped() {
    harness.answer(1, OWNER);
    hello(owner, OWNER, "a");
    harness.pass(ofSeconds(10));
    harness.silence(1);
    harness.freeze(ofSeconds(60));
    harness.tick();
  }

  private void hello(Peer peer, Incarnation client, String name) {
    harness.say(peer, new Hello("", new Session(client, 1), 0, Member.named(name)));
  }

  private void assertHolds(String name, Incarnation client) {
    harness.pass(ofMillis(20));
    assertThat(harness.roster).containsOnlyKeys(name);
    assertThat(harness.roster.get(name).session().client()).isEqualTo(client);
  }

  private List<Reason> refusals() {
    return harness.all(Action.Send.class).stream()
        .filter(send -> send.message() instanceof Refused)
        .map(send -> ((Refused) send.message()).refusal().reason())
        .toList();
  }
}
