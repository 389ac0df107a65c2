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
  private static final Incarnation OWNER = Call.client(1);
  private static final Incarnation OTHER = Call.client(9);

  private final Call call = new Call(Options.defaults());
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
    call.say(owner, new Goodbye(new Session(OWNER, 1)));
    hello(stranger, OTHER, "a");

    assertThat(refusals()).isEmpty();
    assertHolds("a", OTHER);
  }

  @Test
  void shouldKeepANameBoundWhileItsMemberMayReturn() {
    hello(owner, OWNER, "a");
    call.lose(1);
    hello(stranger, OTHER, "a");

    assertThat(refusals()).containsExactly(Reason.KEY);

    call.pass(ofMillis(300));
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

    call.say(stranger, new Answer(new Session(OWNER, 1), 1));
    call.say(stranger, new Detach(new Session(OWNER, 1)));
    call.say(stranger, new Goodbye(new Session(OWNER, 1)));
    call.pass(ofMillis(300));
    assertHolds("a", OWNER);
  }

  @Test
  void shouldKeepNamesBoundWhileTheServerFindsItsMembersAgainAfterAStop() {
    call.answer(1, OWNER);
    hello(owner, OWNER, "a");
    call.pass(ofSeconds(10));
    call.freeze(ofSeconds(60));
    hello(stranger, OTHER, "a");

    assertThat(refusals()).containsExactly(Reason.KEY);
  }

  @Test
  void shouldKeepANameBoundIfItsConnectionIsLostAfterTheStop() {
    stopped();
    call.lose(1);
    hello(stranger, OTHER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY);

    call.pass(ofMillis(2_500));
    hello(stranger, OTHER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY, Reason.KEY);
    call.answer(2, OWNER);
    hello(second, OWNER, "a");
    call.pass(ofSeconds(10));
    assertHolds("a", OWNER);
    assertThat(call.left).isEmpty();
  }

  @Test
  void shouldKeepANameBoundIfItsMemberWasInItsGraceAtTheStop() {
    call.answer(1, OWNER);
    hello(owner, OWNER, "a");
    call.pass(ofSeconds(10));
    call.lose(1);
    call.freeze(ofSeconds(60));
    call.tick();
    hello(stranger, OTHER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY);
  }

  @Test
  void shouldKeepAClientBoundToItsKeyIfItsConnectionIsLostAfterTheStop() {
    stopped();
    call.lose(1);
    hello(stranger, OWNER, "another name");
    call.say(stranger, new Goodbye(new Session(OWNER, 1)));

    assertThat(refusals()).containsExactly(Reason.KEY);
    call.answer(2, OWNER);
    hello(second, OWNER, "a");
    call.pass(ofSeconds(10));
    assertHolds("a", OWNER);
  }

  @Test
  void shouldKeepNamesAndClientsBoundWhenTheSocketsAreOpenedAgain() {
    call.answer(1, OWNER);
    hello(owner, OWNER, "a");
    call.pass(ofSeconds(10));
    call.reopen();
    hello(stranger, OTHER, "a");
    hello(stranger, OWNER, "another name");
    assertThat(refusals()).containsExactly(Reason.KEY, Reason.KEY);

    call.answer(2, OWNER);
    hello(second, OWNER, "a");
    call.pass(ofSeconds(10));
    assertHolds("a", OWNER);
    assertThat(call.sessionOf(2)).as("it never left").isEqualTo(1);
  }

  @Test
  void shouldGiveANameToAnotherKeyOnceTheServerHasSettledWithoutItsMember() {
    stopped();
    call.lose(1);
    call.pass(ofSeconds(5));
    hello(stranger, OTHER, "a");

    assertThat(refusals()).isEmpty();
    assertHolds("a", OTHER);
  }

  @Test
  void shouldGiveANameToAnotherKeyOnceItsMemberHasMissedItsRoundsAfterTheStop() {
    stopped();
    hello(stranger, OTHER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY);

    call.pass(ofSeconds(10));
    hello(stranger, OTHER, "a");
    assertThat(refusals()).containsExactly(Reason.KEY);
    assertHolds("a", OTHER);
  }

  @Test
  void shouldHearTheGoodbyeOfOneThatIsConnectedAnewAfterTheStop() {
    stopped();
    call.lose(1);
    call.say(second, new Goodbye(new Session(OWNER, 1)));
    hello(stranger, OTHER, "a");

    assertThat(refusals()).isEmpty();
    call.pass(ofMillis(20));
    assertThat(call.departures()).containsExactly(Cause.GOODBYE);
  }

  /** An answer brings back one whom the server had given up, and another key has the name. */
  @Test
  void shouldRefuseTheReturnOfAClientWhoseNameAnotherKeyHasTaken() {
    hello(owner, OWNER, "a");
    call.pass(ofSeconds(10));
    assertThat(call.left).containsEntry("a", Cause.SILENT);
    call.answer(3, OTHER);
    hello(stranger, OTHER, "a");
    assertHolds("a", OTHER);

    call.say(owner, new Answer(new Session(OWNER, 1), 9));
    assertThat(refusals()).containsExactly(Reason.KEY);
    call.pass(ofSeconds(10));
    assertHolds("a", OTHER);
  }

  /** Neither is a member before it has answered what was asked after the stop. */
  @Test
  void shouldGiveANameToOneOfTwoKeysThatClaimItWhileTheServerSettles() {
    call.freeze(ofSeconds(60));
    call.tick();
    hello(owner, OWNER, "a");
    hello(stranger, OTHER, "a");
    call.say(owner, new Answer(new Session(OWNER, 1), 9));
    call.say(stranger, new Answer(new Session(OTHER, 1), 9));

    assertThat(refusals()).containsExactly(Reason.KEY);
    assertHolds("a", OWNER);
  }

  /** A server with one member, which says nothing from now on, was stopped for a minute. */
  private void stopped() {
    call.answer(1, OWNER);
    hello(owner, OWNER, "a");
    call.pass(ofSeconds(10));
    call.silence(1);
    call.freeze(ofSeconds(60));
    call.tick();
  }

  private void hello(Peer peer, Incarnation client, String name) {
    call.say(peer, new Hello("", new Session(client, 1), 0, Member.named(name)));
  }

  private void assertHolds(String name, Incarnation client) {
    call.pass(ofMillis(20));
    assertThat(call.roster).containsOnlyKeys(name);
    assertThat(call.roster.get(name).session().client()).isEqualTo(client);
  }

  private List<Reason> refusals() {
    return call.all(Action.Send.class).stream()
        .filter(send -> send.message() instanceof Refused)
        .map(send -> ((Refused) send.message()).refusal().reason())
        .toList();
  }
}
