package io.rollcall.discovery.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.ClientState;
import io.rollcall.discovery.ClientState.Phase;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Refusal;
import io.rollcall.discovery.Refusal.Reason;
import io.rollcall.discovery.wire.Message;
import io.rollcall.discovery.wire.Message.Answer;
import io.rollcall.discovery.wire.Message.Detach;
import io.rollcall.discovery.wire.Message.Farewell;
import io.rollcall.discovery.wire.Message.Goodbye;
import io.rollcall.discovery.wire.Message.Hello;
import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.wire.Message.Survey;
import io.rollcall.discovery.wire.Message.Unknown;
import io.rollcall.discovery.wire.Message.Welcome;
import io.rollcall.discovery.wire.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RespondentTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Peer ONE = new Peer(0);
  private static final Peer OTHER = new Peer(1);
  private static final Session SESSION = new Session(SurveyorHarness.client(1), 1);

  private final Respondent respondent =
      new Respondent(SurveyorHarness.client(1), "", Member.named("a"));
  private final List<Action.OfClient> actions = new ArrayList<>();

  RespondentTest() {
    actions.addAll(respondent.added(ONE, 0));
    actions.addAll(respondent.added(OTHER, 0));
    connect(ONE, 0);
    connect(OTHER, 0);
  }

  @Test
  void shouldSayHelloToEachOfItsServers() {
    assertThat(sent(ONE, Hello.class)).hasSize(1);
    assertThat(sent(OTHER, Hello.class)).hasSize(1);
  }

  @Test
  void shouldSayNothingBeforeAConnectionStands() {
    Peer third = new Peer(2);
    actions.addAll(respondent.added(third, 0));
    tick(20 * SECOND);
    actions.addAll(respondent.update(Member.named("a").withType("x"), 20 * SECOND));
    assertThat(sent(third, Hello.class)).isEmpty();

    connect(third, 20 * SECOND);
    assertThat(sent(third, Hello.class)).hasSize(1);
  }

  @Test
  void shouldLeaveConnectionsToOthersWithoutAGoodbye() {
    hear(ONE, welcome(1, 0), 0);
    actions.addAll(respondent.detach());
    assertThat(sent(ONE, Detach.class)).containsExactly(new Detach(SESSION));
    assertThat(sent(OTHER, Detach.class)).containsExactly(new Detach(SESSION));
    assertThat(actions).noneMatch(action -> isGoodbye(action));
    assertThat(respondent.state().phase()).isEqualTo(Phase.JOINING);
  }

  @Test
  void shouldGiveConnectionsUpOnWhichItsGoodbyeDidNotArrive() {
    hear(ONE, welcome(1, 0), 0);
    hear(OTHER, welcome(1, 0), 0);
    actions.addAll(respondent.sayGoodbye(SECOND));
    hear(ONE, new Farewell(SurveyorHarness.SERVER, SurveyorHarness.client(1)), SECOND);
    actions.addAll(respondent.giveUp());
    assertThat(actions).contains(new Action.Reconnect(OTHER));
    assertThat(actions).doesNotContain(new Action.Reconnect(ONE));
    assertThat(respondent.isGone()).isTrue();
  }

  @Test
  void shouldGiveUpWhatABrokenConnectionHasNotTaken() {
    hear(ONE, welcome(1, 0), 0);
    hear(OTHER, welcome(1, 0), 0);
    actions.addAll(respondent.lost(OTHER, SECOND));
    actions.addAll(respondent.sayGoodbye(SECOND));
    actions.addAll(respondent.lost(ONE, SECOND));
    assertThat(actions).as("its goodbye may still wait").contains(new Action.Reconnect(ONE));
    assertThat(actions).as("none was said").doesNotContain(new Action.Reconnect(OTHER));
    assertThat(respondent.isGone()).isTrue();
  }

  @Test
  void shouldAnswerEachSurveyWithItsRound() {
    hear(ONE, welcome(1, 0), 0);
    hear(ONE, new Survey(SurveyorHarness.SERVER, 17), 0);

    assertThat(sent(ONE, Answer.class)).containsExactly(new Answer(SESSION, 17));
  }

  @Test
  void shouldSayHelloAgainWhereNothingComesBackOnceConnected() {
    actions.addAll(respondent.lost(OTHER, SECOND));
    tick(2 * SECOND);
    assertThat(sent(ONE, Hello.class)).hasSize(2);
    assertThat(sent(OTHER, Hello.class)).hasSize(1);
  }

  @Test
  void shouldSayHelloAgainWhenAConnectionWasLostOrTheServerDoesNotKnowIt() {
    hear(ONE, welcome(1, 0), 0);
    actions.addAll(respondent.lost(ONE, SECOND));
    connect(ONE, SECOND);
    assertThat(sent(ONE, Hello.class)).hasSize(2);
    assertThat(respondent.state().phase()).isEqualTo(Phase.JOINING);

    hear(ONE, welcome(1, 0), SECOND);
    hear(ONE, new Unknown(SurveyorHarness.SERVER, SurveyorHarness.client(1)), 2 * SECOND);
    assertThat(sent(ONE, Hello.class)).hasSize(3);
  }

  @Test
  void shouldMakeAnotherConnectionWhenNoSurveyComesForLong() {
    hear(ONE, welcome(1, 0), 0);
    pass(6 * SECOND);
    assertThat(respondent.state().phase()).isEqualTo(Phase.JOINED);
    pass(7 * SECOND);
    assertThat(actions).containsOnlyOnce(new Action.Reconnect(ONE));
    assertThat(respondent.state().phase()).isEqualTo(Phase.JOINING);
  }

  @Test
  void shouldNotGiveAConnectionUpBecauseItWasStoppedItself() {
    hear(ONE, welcome(1, 0), 0);
    tick(60 * SECOND);
    pass(63 * SECOND);
    assertThat(actions).doesNotContain(new Action.Reconnect(ONE));
  }

  @Test
  void shouldJoinServersThatAreAddedAndTellNothingToThoseThatAreRemoved() {
    Peer third = new Peer(2);
    actions.addAll(respondent.added(third, SECOND));
    connect(third, SECOND);
    assertThat(sent(third, Hello.class)).hasSize(1);

    hear(third, welcome(1, 0), SECOND);
    actions.addAll(respondent.removed(third));
    assertThat(respondent.state().phase()).isEqualTo(Phase.JOINING);
    assertThat(sent(third, Goodbye.class)).isEmpty();
  }

  @Test
  void shouldRepeatAnUpdateUntilItIsAcknowledged() {
    hear(ONE, welcome(1, 0), 0);
    actions.addAll(respondent.update(Member.named("a").withType("x"), SECOND));
    assertThat(sent(ONE, Hello.class)).hasSize(2);
    assertThat(sent(ONE, Hello.class).get(1).update()).isEqualTo(1);

    hear(ONE, welcome(1, 0), SECOND);
    assertThat(sent(ONE, Hello.class)).hasSize(3);
    hear(ONE, welcome(1, 1), SECOND);
    tick(4 * SECOND);
    assertThat(sent(ONE, Hello.class)).hasSize(3);
  }

  @Test
  void shouldTellOtherServersOfANewSession() {
    hear(ONE, welcome(1, 0), 0);
    hear(OTHER, welcome(1, 0), 0);
    hear(ONE, welcome(2, 0), SECOND);

    assertThat(sent(OTHER, Hello.class)).hasSize(2);
    assertThat(sent(OTHER, Hello.class).get(1).session().number()).isEqualTo(2);
  }

  @Test
  void shouldSayWhyItIsRefusedAndTryAgainAtASlowPace() {
    Refusal refusal = new Refusal(Reason.CLUSTER, "cluster '' is not 'blue'");
    hear(ONE, new Refused(SurveyorHarness.SERVER, SurveyorHarness.client(1), refusal), 0);
    assertThat(respondent.state()).isEqualTo(ClientState.refused(refusal));
    tick(4 * SECOND);
    assertThat(sent(ONE, Hello.class)).hasSize(1);

    tick(5 * SECOND);
    assertThat(sent(ONE, Hello.class)).hasSize(2);
    hear(ONE, welcome(1, 0), 5 * SECOND);
    assertThat(respondent.state()).isEqualTo(ClientState.of(Phase.JOINED));
  }

  /** After a cut TCP may pause for longer than a server waits. */
  @Test
  void shouldMakeAnotherConnectionSoonToAServerThatIsSilentWhileAnotherIsHeard() {
    hear(ONE, welcome(1, 0), 0);
    hear(OTHER, welcome(1, 0), 0);
    for (long now = SECOND; now <= 60 * SECOND; now += SECOND) {
      pass(now);
      hear(OTHER, new Survey(SurveyorHarness.SERVER, now), now);
      // Of a silence of 3 s, and half a second to a second more.
      assertThat(reconnects(ONE)).isEqualTo(now < 4 * SECOND ? 0 : 1);
      assertThat(respondent.state()).isEqualTo(ClientState.of(Phase.JOINED));
    }
    assertThat(reconnects(OTHER)).isZero();
  }

  @Test
  void shouldBePatientWithServersThatAreAllSilent() {
    hear(ONE, welcome(1, 0), 0);
    hear(OTHER, welcome(1, 0), SECOND);
    pass(6 * SECOND - 1);
    assertThat(reconnects(ONE)).isZero();
    hear(OTHER, new Survey(SurveyorHarness.SERVER, 1), 6 * SECOND - 1);
    assertThat(reconnects(ONE)).isEqualTo(1);
  }

  @Test
  void shouldMakeAnotherConnectionSoonWhenNothingComesAfterAStopOfItsOwn() {
    hear(ONE, welcome(1, 0), 0);
    hear(OTHER, welcome(1, 0), 0);
    long thawed = 20 * SECOND;
    tick(thawed);
    assertThat(reconnects(ONE)).isZero();
    hear(OTHER, new Survey(SurveyorHarness.SERVER, 1), thawed);
    pass(thawed + 3 * SECOND);
    assertThat(reconnects(ONE)).isZero();
    pass(thawed + 5 * SECOND);
    assertThat(reconnects(ONE)).isEqualTo(1);
  }

  private long reconnects(Peer server) {
    return actions.stream().filter(new Action.Reconnect(server)::equals).count();
  }

  /** The server surveys a connection that others are on, and does not know a client it refused. */
  @Test
  void shouldKeepTheSlowPaceThoughItIsSurveyedWhileItIsRefused() {
    Refusal refusal = new Refusal(Reason.LIMIT, "the server takes no more than 1 members");
    hear(ONE, new Refused(SurveyorHarness.SERVER, SurveyorHarness.client(1), refusal), 0);
    hear(ONE, new Unknown(SurveyorHarness.SERVER, SurveyorHarness.client(1)), 0);
    int hellos = 1;
    for (long now = 0; now < 20 * SECOND; now += SECOND / 10) {
      pass(now);
      int answers = sent(ONE, Answer.class).size();
      hear(ONE, new Survey(SurveyorHarness.SERVER, now), now);
      if (sent(ONE, Answer.class).size() > answers) {
        hear(ONE, new Unknown(SurveyorHarness.SERVER, SurveyorHarness.client(1)), now);
      }
      if (sent(ONE, Hello.class).size() > hellos) {
        hellos++;
        hear(ONE, new Refused(SurveyorHarness.SERVER, SurveyorHarness.client(1), refusal), now);
      }
    }
    assertThat(sent(ONE, Hello.class)).hasSize(4);
    assertThat(actions.stream().filter(Action.ClientChanged.class::isInstance)).hasSize(1);
  }

  @Test
  void shouldSayWhyItWasRefusedAlsoWhileItLeaves() {
    Refusal refusal = new Refusal(Reason.CLUSTER, "cluster '' is not 'blue'");
    hear(ONE, new Refused(SurveyorHarness.SERVER, SurveyorHarness.client(1), refusal), 0);
    respondent.sayGoodbye(0);
    assertThat(respondent.state()).isEqualTo(ClientState.refused(refusal));
  }

  @Test
  void shouldBeGoneOnceEveryGoodbyeHasArrived() {
    hear(ONE, welcome(1, 0), 0);
    hear(OTHER, welcome(1, 0), 0);
    actions.addAll(respondent.sayGoodbye(SECOND));
    assertThat(sent(ONE, Goodbye.class)).hasSize(1);
    hear(ONE, new Farewell(SurveyorHarness.SERVER, SurveyorHarness.client(1)), SECOND);
    assertThat(respondent.isGone()).isFalse();

    actions.addAll(respondent.lost(OTHER, SECOND));
    assertThat(respondent.isGone()).isTrue();
  }

  @Test
  void shouldBeGoneAtOnceWhereNobodyListens() {
    respondent.lost(ONE, SECOND);
    respondent.lost(OTHER, SECOND);
    respondent.sayGoodbye(SECOND);
    assertThat(respondent.isGone()).isTrue();
  }

  @Test
  void shouldNotTakeAFarewellThatItDidNotAskFor() {
    hear(ONE, welcome(1, 0), 0);
    hear(ONE, new Farewell(SurveyorHarness.SERVER, SurveyorHarness.client(1)), 0);
    hear(ONE, new Survey(SurveyorHarness.SERVER, 3), 0);

    assertThat(sent(ONE, Answer.class)).hasSize(1);
  }

  @Test
  void shouldSayNothingMoreAfterItsGoodbye() {
    hear(ONE, welcome(1, 0), 0);
    actions.addAll(respondent.sayGoodbye(SECOND));
    actions.clear();
    hear(ONE, new Survey(SurveyorHarness.SERVER, 3), SECOND);
    hear(ONE, new Unknown(SurveyorHarness.SERVER, SurveyorHarness.client(1)), SECOND);
    tick(60 * SECOND);

    assertThat(actions).noneMatch(Action.Send.class::isInstance);
  }

  private static Welcome welcome(int session, int update) {
    return new Welcome(
        SurveyorHarness.SERVER, "", new Session(SurveyorHarness.client(1), session), update, 3_000);
  }

  private static boolean isGoodbye(Action action) {
    return action instanceof Action.Send send && send.message() instanceof Goodbye;
  }

  private void connect(Peer to, long now) {
    actions.addAll(respondent.connected(to, now));
  }

  private void hear(Peer from, Message.ToClient message, long now) {
    actions.addAll(respondent.heard(from, message, now));
  }

  /** Time passes and the respondent is called whenever it wants. */
  private void pass(long end) {
    while (respondent.due() <= end) {
      actions.addAll(respondent.tick(respondent.due()));
    }
  }

  private void tick(long now) {
    actions.addAll(respondent.tick(now));
  }

  private <T> List<T> sent(Peer to, Class<T> kind) {
    return actions.stream()
        .filter(Action.Send.class::isInstance)
        .map(Action.Send.class::cast)
        .filter(send -> send.to().equals(to))
        .map(Action.Send::message)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
