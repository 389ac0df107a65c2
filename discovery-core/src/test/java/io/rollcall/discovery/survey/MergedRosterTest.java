package io.rollcall.discovery.survey;

import static io.rollcall.discovery.survey.Watch.FIRST;
import static io.rollcall.discovery.survey.Watch.ONE;
import static io.rollcall.discovery.survey.Watch.OTHER;
import static io.rollcall.discovery.survey.Watch.SECOND;
import static io.rollcall.discovery.survey.Watch.standing;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.State;
import io.rollcall.discovery.wire.Departed;
import io.rollcall.discovery.wire.Message.Change;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers, one view. */
class MergedRosterTest {
  private static final Incarnation THIRD = Incarnation.of(3, new UUID(3, 3));

  private final Watch watch = new Watch();

  @BeforeEach
  void shouldHearBoth() {
    watch.add(OTHER);
    watch.at(ONE).snapshot(standing(FIRST, 1, true), "a", "b");
    watch.at(OTHER).snapshot(standing(SECOND, 1, true), "a", "b");
    pass(ofSeconds(5));
  }

  @Test
  void shouldKeepWhomOneOfThemLists() {
    watch.at(ONE).left(standing(FIRST, 2, true), "a", Cause.SILENT);
    assertThat(watch.roster.names()).containsExactly("a", "b");

    watch.at(OTHER).left(standing(SECOND, 2, true), "a", Cause.LOST);
    assertThat(watch.roster.names()).containsExactly("b");
    assertThat(watch.changes.get(1).cause("a")).isEqualTo(Cause.LOST);
  }

  @Test
  void shouldTakeAGoodbyeFromEither() {
    watch.at(ONE).left(standing(FIRST, 2, true), "a", Cause.GOODBYE);
    assertThat(watch.roster.names()).containsExactly("b");

    watch.at(OTHER).joined(standing(SECOND, 2, true), "a");
    assertThat(watch.roster.names()).containsExactly("b");
  }

  @Test
  void shouldDropTheListOfTheOneThatWentAway() {
    watch.at(OTHER).joined(standing(SECOND, 2, true), "c");
    watch.at(OTHER).close(SECOND);
    pass(ofSeconds(1), ONE, FIRST, 1);
    assertThat(watch.roster.names()).containsExactly("a", "b");
    assertThat(watch.state).isEqualTo(State.LIVE);
  }

  /** It may not know who came to the other since. */
  @Test
  void shouldNotBelieveOneThatDiedBeforeTheOtherWentAway() {
    watch.pass(ofSeconds(2));
    watch.at(OTHER).joined(standing(SECOND, 2, true), "c");
    watch.at(OTHER).close(SECOND);
    assertThat(watch.state).as("the pulses of the first may yet come").isEqualTo(State.LIVE);
    assertThat(watch.roster.names()).containsExactly("a", "b", "c");

    watch.pass(ofSeconds(20));
    assertThat(watch.state).isEqualTo(State.STALE);
    assertThat(watch.roster.names()).containsExactly("a", "b", "c");
  }

  @Test
  void shouldNotBelieveOneThatWentSilentAtTheSameTime() {
    watch.at(OTHER).joined(standing(SECOND, 2, true), "c");
    watch.pass(ofSeconds(1));
    watch.at(ONE).pulse(standing(FIRST, 1, true));
    watch.pass(ofMillis(500));
    watch.at(OTHER).pulse(standing(SECOND, 2, true));
    watch.pass(ofSeconds(20));
    assertThat(watch.state).isEqualTo(State.STALE);
    assertThat(watch.roster.names()).containsExactly("a", "b", "c");
  }

  /** Those who came meanwhile have to find it first. */
  @Test
  void shouldBelieveAfterAMissedPulseOnlyWhenClientsHadTimeToReturn() {
    watch.at(OTHER).joined(standing(SECOND, 2, true), "c");
    pass(ofSeconds(3), OTHER, SECOND, 2);
    watch.at(ONE).pulse(standing(FIRST, 1, true));
    watch.at(OTHER).close(SECOND);
    pass(ofMillis(3_500), ONE, FIRST, 1);
    assertThat(watch.roster.names()).containsExactly("a", "b", "c");

    pass(ofMillis(500), ONE, FIRST, 1);
    assertThat(watch.roster.names()).containsExactly("a", "b");
  }

  /** What is missing on a list with a gap may be a join. */
  @Test
  void shouldNotTakeAListWithAGapForTheTruth() {
    watch.at(OTHER).joined(standing(SECOND, 2, true), "c");
    watch.at(ONE).pulse(standing(FIRST, 2, true));
    watch.at(OTHER).close(SECOND);
    pass(ofSeconds(2), ONE, FIRST, 2);
    assertThat(watch.roster.names()).containsExactly("a", "b", "c");

    watch.at(ONE).snapshot(standing(FIRST, 2, true), "a", "b", "c");
    assertThat(watch.roster.names()).containsExactly("a", "b", "c");
    assertThat(watch.changes).as("c joined, and that is all").hasSize(2);
  }

  /** The join of one whom a server lists may be among what is not read yet of another. */
  @Test
  void shouldNotBelieveAboutAbsenceBeforeAllIsReadThatCameWhileItWasStopped() {
    watch.at(OTHER).joined(standing(SECOND, 2, true), "c");
    watch.freeze(ofSeconds(2));
    watch.at(OTHER).close(SECOND);
    pass(ofSeconds(2), ONE, FIRST, 1);
    assertThat(watch.roster.names()).containsExactly("a", "b", "c");

    watch.at(ONE).joined(standing(FIRST, 2, true), "c");
    pass(ofSeconds(5), ONE, FIRST, 2);
    assertThat(watch.roster.names()).containsExactly("a", "b", "c");
    assertThat(watch.changes).as("c joined, and that is all").hasSize(2);
  }

  @Test
  void shouldKeepTheLastRosterWhenBothAreAway() {
    watch.at(ONE).close(FIRST);
    watch.at(OTHER).close(SECOND);
    assertThat(watch.state).isEqualTo(State.STALE);
    assertThat(watch.roster.names()).containsExactly("a", "b");
  }

  @Test
  void shouldNotTakeTheEmptyListOfOneThatReturnsForTheTruth() {
    for (int i = 0; i < 10; i++) {
      watch.at(OTHER).pulse(standing(SECOND, 1, true));
      watch.pass(ofSeconds(1));
    }
    watch.at(OTHER).close(SECOND);
    watch.at(ONE).pulse(standing(FIRST, 1, true));
    watch.at(ONE).snapshot(standing(FIRST, 3, true));
    assertThat(watch.roster.names()).containsExactly("a", "b");

    watch.at(ONE).joined(standing(FIRST, 4, true), "a");
    watch.at(ONE).joined(standing(FIRST, 5, true), "b");
    for (int i = 0; i < 5; i++) {
      watch.pass(ofSeconds(1));
      watch.at(ONE).pulse(standing(FIRST, 5, true));
    }
    assertThat(watch.changes).as("no event").hasSize(1);
  }

  @Test
  void shouldLeaveBehindTheListOfAnEndpointThatIsRemoved() {
    watch.at(OTHER).joined(standing(SECOND, 2, true), "c");
    watch.remove(OTHER);
    pass(ofSeconds(1), ONE, FIRST, 1);
    assertThat(watch.roster.names()).containsExactly("a", "b");

    watch.remove(ONE);
    assertThat(watch.state).isEqualTo(State.STALE);
    assertThat(watch.roster.names()).containsExactly("a", "b");
  }

  @Test
  void shouldGiveADeadConnectionUpOnce() {
    for (int i = 0; i < 20; i++) {
      watch.at(OTHER).pulse(standing(SECOND, 1, true));
      watch.pass(ofSeconds(1));
    }
    assertThat(watch.reconnects).containsExactly(ONE);
  }

  @Test
  void shouldNotForgetAnOlderStartOfANameThatLivesWhenTheNewerLeaves() {
    watch.at(ONE).hear(new Change(standing(FIRST, 2, true), List.of(start("x", 5)), List.of()));
    watch.at(OTHER).hear(new Change(standing(SECOND, 2, true), List.of(start("x", 6)), List.of()));
    watch.pass(ofSeconds(5));
    watch.remove(ONE);
    watch.remove(OTHER);
    watch.at(ONE).add(ONE);
    watch.pulse(standing(THIRD, 0, false));
    assertThat(watch.roster.find("x").flatMap(Member::incarnation)).contains(Call.client(6));

    Departed newer = new Departed(new Session(Call.client(6), 1), "x", Cause.GOODBYE);
    watch.snapshot(standing(THIRD, 0, false));
    watch.hear(new Change(standing(THIRD, 1, false), List.of(), List.of(newer)));

    assertThat(watch.roster.find("x").flatMap(Member::incarnation)).contains(Call.client(5));
  }

  private static Present start(String name, int start) {
    return new Present(new Session(Call.client(start), 1), 0, Member.named(name));
  }

  @Test
  void shouldNotTakeALatePulseOfAServerForItsReturnFromAGoodbye() {
    Peer another = new Peer(2);
    watch.at(another).add(another);
    watch.snapshot(standing(FIRST, 1, true), "a", "b");
    watch.at(ONE).close(FIRST);
    pass(ofSeconds(5), OTHER, SECOND, 1);
    int requests = watch.requests.size();

    watch.at(another).pulse(standing(FIRST, 1, true));
    assertThat(watch.requests).hasSize(requests);

    watch.at(OTHER).close(SECOND);
    watch.at(another).snapshot(standing(FIRST, 1, true), "a", "b");
    assertThat(watch.state).isEqualTo(State.STALE);
  }

  private void pass(Duration time, Peer endpoint, Incarnation server, long sequence) {
    for (long left = time.toMillis(); left > 0; left -= 500) {
      watch.pass(ofMillis(500));
      watch.at(endpoint).pulse(standing(server, sequence, true));
    }
  }

  /** Both pulse. */
  private void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 500) {
      watch.pass(ofMillis(500));
      watch.at(ONE).pulse(standing(FIRST, 1, true));
      watch.at(OTHER).pulse(standing(SECOND, 1, true));
    }
  }
}
