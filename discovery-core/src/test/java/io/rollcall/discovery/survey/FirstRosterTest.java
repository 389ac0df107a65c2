package io.rollcall.discovery.survey;

import static io.rollcall.discovery.survey.ReplicaHarness.FIRST;
import static io.rollcall.discovery.survey.ReplicaHarness.ONE;
import static io.rollcall.discovery.survey.ReplicaHarness.OTHER;
import static io.rollcall.discovery.survey.ReplicaHarness.SECOND;
import static io.rollcall.discovery.survey.ReplicaHarness.standing;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A subscriber of several servers that starts: a part of the members is no roster. */
class FirstRosterTest {
  private final ReplicaHarness harness = new ReplicaHarness();

  @BeforeEach
  void shouldListenToBoth() {
    harness.add(OTHER);
  }

  @Test
  void shouldWaitForTheRosterOfEachEndpoint() {
    harness.at(ONE).snapshot(standing(FIRST, 1, true), "a");
    harness.at(OTHER).pulse(standing(SECOND, 1, true));
    harness.pass(ofMillis(900));
    assertThat(harness.state).isEqualTo(State.SYNCING);
    assertThat(harness.changes).isEmpty();

    harness.at(ONE).joined(standing(FIRST, 2, true), "b");
    harness.at(OTHER).snapshot(standing(SECOND, 1, true), "c");

    assertThat(harness.state).isEqualTo(State.LIVE);
    assertThat(harness.changes).hasSize(1);
    assertThat(harness.roster.names()).containsExactly("a", "b", "c");
  }

  @Test
  void shouldNotWaitLongerThanASecondForAServerThatIsAway() {
    harness.at(ONE).snapshot(standing(FIRST, 1, true), "a");
    harness.pass(ofMillis(999));
    assertThat(harness.state).isEqualTo(State.SYNCING);

    harness.pass(ofMillis(1));

    assertThat(harness.state).isEqualTo(State.LIVE);
    assertThat(harness.roster.names()).containsExactly("a");
    harness.at(OTHER).snapshot(standing(SECOND, 1, true), "b");
    assertThat(harness.roster.names()).containsExactly("a", "b");
  }

  @Test
  void shouldNotWaitForAServerThatSaysGoodbyeNorForAnEndpointThatIsRemoved() {
    harness.at(OTHER).close(SECOND);
    harness.at(ONE).snapshot(standing(FIRST, 1, true), "a");
    assertThat(harness.state).isEqualTo(State.LIVE);

    ReplicaHarness other = new ReplicaHarness();
    other.add(OTHER);
    other.at(ONE).snapshot(standing(FIRST, 1, true), "a");
    other.remove(OTHER);
    assertThat(other.state).isEqualTo(State.LIVE);
  }

  @Test
  void shouldWaitWhereTwoEndpointsAreOneServer() {
    harness.at(ONE).snapshot(standing(FIRST, 1, true), "a");
    harness.at(OTHER).snapshot(standing(FIRST, 1, true), "a");

    assertThat(harness.state).isEqualTo(State.LIVE);
  }
}
