package io.rollcall.discovery.survey;

import static io.rollcall.discovery.survey.ReplicaHarness.FIRST;
import static io.rollcall.discovery.survey.ReplicaHarness.ONE;
import static io.rollcall.discovery.survey.ReplicaHarness.OTHER;
import static io.rollcall.discovery.survey.ReplicaHarness.SECOND;
import static io.rollcall.discovery.survey.ReplicaHarness.standing;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.State;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import io.rollcall.discovery.wire.Tombstone;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers, one view. */
class MergedRosterTest {
  private static final Incarnation THIRD = Incarnation.of(3, new UUID(3, 3));

  private final ReplicaHarness harness = new ReplicaHarness();

  @BeforeEach
  void shouldHearBoth() {
    harness.add(OTHER);
    harness.at(ONE).snapshot(standing(FIRST, 1, true), "a", "b");
    harness.at(OTHER).snapshot(standing(SECOND, 1, true), "a", "b");
    pass(ofSeconds(5));
  }

  @Test
  void shouldKeepWhomOneOfThemLists() {
    harness.at(ONE).left(standing(FIRST, 2, true), "a", Cause.SILENT);
    assertThat(harness.roster.names()).containsExactly("a", "b");

    harness.at(OTHER).left(standing(SECOND, 2, true), "a", Cause.LOST);
    assertThat(harness.roster.names()).containsExactly("b");
    assertThat(harness.changes.get(1).cause("a")).isEqualTo(Cause.LOST);
  }

  @Test
  void shouldTakeAGoodbyeFromEither() {
    harness.at(ONE).left(standing(FIRST, 2, true), "a", Cause.GOODBYE);
    assertThat(harness.roster.names()).containsExactly("b");

    harness.at(OTHER).joined(standing(SECOND, 2, true), "a");
    assertThat(harness.roster.names()).containsExactly("b");
  }

  @Test
  void shouldDropTheListOfTheOneThatWentAway() {
    harness.at(OTHER).joined(standing(SECOND, 2, true), "c");
    harness.at(OTHER).close(SECOND);
    pass(ofSeconds(1), ONE, FIRST, 1);
    assertThat(harness.roster.names()).containsExactly("a", "b");
    assertThat(harness.state).isEqualTo(State.LIVE);
  }

  /** It may not know who came to the other since. */
  @Test
  void shouldNotBelieveOneThatDiedBeforeTheOtherWentAway() {
    harness.pass(ofSeconds(2));
    harness.at(OTHER).joined(standing(SECOND, 2, true), "c");
    harness.at(OTHER).close(SECOND);
    assertThat(harness.state).as("the pulses of the first may yet come").isEqualTo(State.LIVE);
    assertThat(harness.roster.names()).containsExactly("a", "b", "c");

    harness.pass(ofSeconds(20));
    assertThat(harness.state).isEqualTo(State.STALE);
    assertThat(harness.roster.names()).containsExactly("a", "b", "c");
  }

  @Test
  void shouldNotBelieveOneThatWentSilentAtTheSameTime() {
    harness.at(OTHER).joined(standing(SECOND, 2, true), "c");
    harness.pass(ofSeconds(1));
    harness.at(ONE).pulse(standing(FIRST, 1, true));
    harness.pass(ofMillis(500));
    harness.at(OTHER).pulse(standing(SECOND, 2, true));
    harness.pass(ofSeconds(20));
    assertThat(harness.state).isEqualTo(State.STALE);
    assertThat(harness.roster.names()).containsExactly("a", "b", "c");
  }

  /** Those who came meanwhile have to find it first. */
  @Test
  void shouldBelieveAfterAMissedPulseOnlyWhenClientsHadTimeToReturn() {
    harness.at(OTHER).joined(standing(SECOND, 2, true), "c");
    pass(ofSeconds(3), OTHER, SECOND, 2);
    harness.at(ONE).pulse(standing(FIRST, 1, true));
    harness.at(OTHER).close(SECOND);
    pass(ofMillis(3_500), ONE, FIRST, 1);
    assertThat(harness.roster.names()).containsExactly("a", "b", "c");

    pass(ofMillis(500), ONE, FIRST, 1);
    assertThat(harness.roster.names()).containsExactly("a", "b");
  }

  /** The client may have given that connection up, and be with the other server. */
  @Test
  void shouldNotBelieveThatAConnectionIsLostWhereAllServersWereOutOfReach() {
    harness.pass(ofSeconds(20));
    assertThat(harness.state).isEqualTo(State.STALE);
    harness.at(OTHER).pulse(standing(SECOND, 2, true));
    harness.at(OTHER).snapshot(standing(SECOND, 2, true), "a", "b");
    harness.at(OTHER).left(standing(SECOND, 3, true), "a", Cause.LOST);
    assertThat(harness.roster.names()).containsExactly("a", "b");

    pass(ofSeconds(5), OTHER, SECOND, 3);
    assertThat(harness.roster.names()).containsExactly("b");
    assertThat(harness.changes.get(1).cause("a")).isEqualTo(Cause.LOST);
  }

  @Test
  void shouldBelieveAtOnceThatAConnectionIsLostWhereAnotherServerWasThereAllTheTime() {
    harness.at(ONE).left(standing(FIRST, 2, true), "a", Cause.LOST);
    pass(ofSeconds(20), ONE, FIRST, 2);
    harness.at(OTHER).pulse(standing(SECOND, 2, true));
    harness.at(OTHER).snapshot(standing(SECOND, 2, true), "a", "b");
    harness.at(OTHER).left(standing(SECOND, 3, true), "a", Cause.LOST);
    assertThat(harness.roster.names()).containsExactly("b");
  }

  @Test
  void shouldBelieveAtOnceThatAConnectionIsLostAfterAStopOfItsOwn() {
    harness.freeze(ofSeconds(5));
    harness.at(ONE).pulse(standing(FIRST, 1, true));
    harness.at(ONE).snapshot(standing(FIRST, 1, true), "b");
    harness.at(OTHER).pulse(standing(SECOND, 1, true));
    harness.at(OTHER).snapshot(standing(SECOND, 1, true), "a", "b");
    harness.at(OTHER).left(standing(SECOND, 2, true), "a", Cause.LOST);
    assertThat(harness.roster.names()).containsExactly("b");
  }

  /** What is missing on a list with a gap may be a join. */
  @Test
  void shouldNotTakeAListWithAGapForTheTruth() {
    harness.at(OTHER).joined(standing(SECOND, 2, true), "c");
    harness.at(ONE).pulse(standing(FIRST, 2, true));
    harness.at(OTHER).close(SECOND);
    pass(ofSeconds(2), ONE, FIRST, 2);
    assertThat(harness.roster.names()).containsExactly("a", "b", "c");

    harness.at(ONE).snapshot(standing(FIRST, 2, true), "a", "b", "c");
    assertThat(harness.roster.names()).containsExactly("a", "b", "c");
    assertThat(harness.changes).as("c joined, and that is all").hasSize(2);
  }

  /** The join of one whom a server lists may be among what is not read yet of another. */
  @Test
  void shouldNotBelieveAboutAbsenceBeforeAllIsReadThatCameWhileItWasStopped() {
    harness.at(OTHER).joined(standing(SECOND, 2, true), "c");
    harness.freeze(ofSeconds(2));
    harness.at(OTHER).close(SECOND);
    pass(ofSeconds(2), ONE, FIRST, 1);
    assertThat(harness.roster.names()).containsExactly("a", "b", "c");

    harness.at(ONE).joined(standing(FIRST, 2, true), "c");
    pass(ofSeconds(5), ONE, FIRST, 2);
    assertThat(harness.roster.names()).containsExactly("a", "b", "c");
    assertThat(harness.changes).as("c joined, and that is all").hasSize(2);
  }

  @Test
  void shouldKeepTheLastRosterWhenBothAreAway() {
    harness.at(ONE).close(FIRST);
    harness.at(OTHER).close(SECOND);
    assertThat(harness.state).isEqualTo(State.STALE);
    assertThat(harness.roster.names()).containsExactly("a", "b");
  }

  @Test
  void shouldNotTakeTheEmptyListOfOneThatReturnsForTheTruth() {
    for (int i = 0; i < 10; i++) {
      harness.at(OTHER).pulse(standing(SECOND, 1, true));
      harness.pass(ofSeconds(1));
    }
    harness.at(OTHER).close(SECOND);
    harness.at(ONE).pulse(standing(FIRST, 1, true));
    harness.at(ONE).snapshot(standing(FIRST, 3, true));
    assertThat(harness.roster.names()).containsExactly("a", "b");

    harness.at(ONE).joined(standing(FIRST, 4, true), "a");
    harness.at(ONE).joined(standing(FIRST, 5, true), "b");
    for (int i = 0; i < 5; i++) {
      harness.pass(ofSeconds(1));
      harness.at(ONE).pulse(standing(FIRST, 5, true));
    }
    assertThat(harness.changes).as("no event").hasSize(1);
  }

  @Test
  void shouldLeaveBehindTheListOfAnEndpointThatIsRemoved() {
    harness.at(OTHER).joined(standing(SECOND, 2, true), "c");
    harness.remove(OTHER);
    pass(ofSeconds(1), ONE, FIRST, 1);
    assertThat(harness.roster.names()).containsExactly("a", "b");

    harness.remove(ONE);
    assertThat(harness.state).isEqualTo(State.STALE);
    assertThat(harness.roster.names()).containsExactly("a", "b");
  }

  @Test
  void shouldGiveADeadConnectionUpOnce() {
    for (int i = 0; i < 20; i++) {
      harness.at(OTHER).pulse(standing(SECOND, 1, true));
      harness.pass(ofSeconds(1));
    }
    assertThat(harness.reconnects).containsExactly(ONE);
  }

  @Test
  void shouldNotForgetAnOlderStartOfANameThatLivesWhenTheNewerLeaves() {
    harness.at(ONE).hear(new Change(standing(FIRST, 2, true), List.of(start("x", 5)), List.of()));
    harness
        .at(OTHER)
        .hear(new Change(standing(SECOND, 2, true), List.of(start("x", 6)), List.of()));
    harness.pass(ofSeconds(5));
    harness.remove(ONE);
    harness.remove(OTHER);
    harness.at(ONE).add(ONE);
    harness.pulse(standing(THIRD, 0, false));
    assertThat(harness.roster.find("x").flatMap(Member::incarnation))
        .contains(SurveyorHarness.client(6));

    Tombstone newer = new Tombstone(new Session(SurveyorHarness.client(6), 1), "x", Cause.GOODBYE);
    harness.snapshot(standing(THIRD, 0, false));
    harness.hear(new Change(standing(THIRD, 1, false), List.of(), List.of(newer)));

    assertThat(harness.roster.find("x").flatMap(Member::incarnation))
        .contains(SurveyorHarness.client(5));
  }

  private static Present start(String name, int start) {
    return new Present(new Session(SurveyorHarness.client(start), 1), 0, Member.named(name));
  }

  @Test
  void shouldNotTakeALatePulseOfAServerForItsReturnFromAGoodbye() {
    Peer another = new Peer(2);
    harness.at(another).add(another);
    harness.snapshot(standing(FIRST, 1, true), "a", "b");
    harness.at(ONE).close(FIRST);
    pass(ofSeconds(5), OTHER, SECOND, 1);
    int requests = harness.requests.size();

    harness.at(another).pulse(standing(FIRST, 1, true));
    assertThat(harness.requests).hasSize(requests);

    harness.at(OTHER).close(SECOND);
    harness.at(another).snapshot(standing(FIRST, 1, true), "a", "b");
    assertThat(harness.state).isEqualTo(State.STALE);
  }

  private void pass(Duration time, Peer endpoint, Incarnation server, long sequence) {
    for (long left = time.toMillis(); left > 0; left -= 500) {
      harness.pass(ofMillis(500));
      harness.at(endpoint).pulse(standing(server, sequence, true));
    }
  }

  /** Both pulse. */
  private void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 500) {
      harness.pass(ofMillis(500));
      harness.at(ONE).pulse(standing(FIRST, 1, true));
      harness.at(OTHER).pulse(standing(SECOND, 1, true));
    }
  }
}
