package io.rollcall.discovery.survey;

import static io.rollcall.discovery.survey.Watch.FIRST;
import static io.rollcall.discovery.survey.Watch.ONE;
import static io.rollcall.discovery.survey.Watch.OTHER;
import static io.rollcall.discovery.survey.Watch.SECOND;
import static io.rollcall.discovery.survey.Watch.standing;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A subscriber of several servers that starts: a part of the members is no roster. */
class FirstRosterTest {
  private final Watch watch = new Watch();

  @BeforeEach
  void shouldListenToBoth() {
    watch.add(OTHER);
  }

  @Test
  void shouldWaitForTheRosterOfEachEndpoint() {
    watch.at(ONE).snapshot(standing(FIRST, 1, true), "a");
    watch.at(OTHER).pulse(standing(SECOND, 1, true));
    watch.pass(ofMillis(900));
    assertThat(watch.state).isEqualTo(State.SYNCING);
    assertThat(watch.changes).isEmpty();

    watch.at(ONE).joined(standing(FIRST, 2, true), "b");
    watch.at(OTHER).snapshot(standing(SECOND, 1, true), "c");

    assertThat(watch.state).isEqualTo(State.LIVE);
    assertThat(watch.changes).hasSize(1);
    assertThat(watch.roster.names()).containsExactly("a", "b", "c");
  }

  @Test
  void shouldNotWaitLongerThanASecondForAServerThatIsAway() {
    watch.at(ONE).snapshot(standing(FIRST, 1, true), "a");
    watch.pass(ofMillis(999));
    assertThat(watch.state).isEqualTo(State.SYNCING);

    watch.pass(ofMillis(1));

    assertThat(watch.state).isEqualTo(State.LIVE);
    assertThat(watch.roster.names()).containsExactly("a");
    watch.at(OTHER).snapshot(standing(SECOND, 1, true), "b");
    assertThat(watch.roster.names()).containsExactly("a", "b");
  }

  @Test
  void shouldNotWaitForAServerThatSaysGoodbyeNorForAnEndpointThatIsRemoved() {
    watch.at(OTHER).close(SECOND);
    watch.at(ONE).snapshot(standing(FIRST, 1, true), "a");
    assertThat(watch.state).isEqualTo(State.LIVE);

    Watch other = new Watch();
    other.add(OTHER);
    other.at(ONE).snapshot(standing(FIRST, 1, true), "a");
    other.remove(OTHER);
    assertThat(other.state).isEqualTo(State.LIVE);
  }

  @Test
  void shouldWaitWhereTwoEndpointsAreOneServer() {
    watch.at(ONE).snapshot(standing(FIRST, 1, true), "a");
    watch.at(OTHER).snapshot(standing(FIRST, 1, true), "a");

    assertThat(watch.state).isEqualTo(State.LIVE);
  }
}
