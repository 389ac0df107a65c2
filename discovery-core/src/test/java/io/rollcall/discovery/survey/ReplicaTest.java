package io.rollcall.discovery.survey;

import static io.rollcall.discovery.survey.Watch.FIRST;
import static io.rollcall.discovery.survey.Watch.SECOND;
import static io.rollcall.discovery.survey.Watch.standing;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.State;
import io.rollcall.discovery.wire.Departed;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guarantees 5, 6 and 8, the subscriber's part. */
class ReplicaTest {
  private final Watch watch = new Watch();

  @Test
  void shouldDeliverTheWholeRosterFirst() {
    watch.joined(standing(FIRST, 5, true), "early");
    assertThat(watch.changes).isEmpty();
    assertThat(watch.state).isEqualTo(State.SYNCING);

    watch.snapshot(standing(FIRST, 5, true), "b", "a");
    assertThat(watch.roster.names()).containsExactly("a", "b");
    assertThat(watch.state).isEqualTo(State.LIVE);
  }

  @Test
  void shouldFollowChangesInOrderAndIgnoreOnesThatItHas() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.joined(standing(FIRST, 6, true), "b");
    watch.joined(standing(FIRST, 6, true), "b");
    watch.left(standing(FIRST, 7, true), "a", Cause.SILENT);
    watch.joined(standing(FIRST, 6, true), "b");

    assertThat(watch.changes).hasSize(3);
    assertThat(watch.changes.get(2).cause("a")).isEqualTo(Cause.SILENT);
    assertThat(watch.roster.names()).containsExactly("b");
    assertThat(watch.roster.version()).isEqualTo(3);
  }

  @Test
  void shouldAskForASnapshotOnAGapAndReportTheNetChange() {
    watch.snapshot(standing(FIRST, 5, true), "a", "b");
    watch.joined(standing(FIRST, 8, true), "e");
    assertThat(watch.requests).hasSize(2);
    assertThat(watch.changes).hasSize(1);

    watch.snapshot(standing(FIRST, 8, true), "b", "c", "e");
    MembershipChange net = watch.changes.get(1);
    assertThat(net.joined()).extracting(Member::name).containsExactly("c", "e");
    assertThat(net.left()).extracting(Member::name).containsExactly("a");
    assertThat(net.cause("a")).isEqualTo(Cause.LOST);
  }

  @Test
  void shouldNoticeAGapByThePulse() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.pulse(standing(FIRST, 6, true));

    assertThat(watch.requests).hasSize(2);
  }

  @Test
  void shouldLearnTheCauseFromTheSnapshot() {
    watch.snapshot(standing(FIRST, 5, true), "a", "b");
    watch.pulse(standing(FIRST, 6, true));
    watch.hear(
        new Snapshot(
            standing(FIRST, 6, true),
            0,
            1,
            List.of(Watch.member("b")),
            List.of(Watch.gone("a", Cause.SILENT))),
        watch.lastRequest());

    assertThat(watch.changes.get(1).cause("a")).isEqualTo(Cause.SILENT);
  }

  /** Whoever was away for a moment does not wait for the next pulse to learn what it missed. */
  @Test
  void shouldAskForASnapshotOnEachNewConnection() {
    watch.connected();
    assertThat(watch.requests).as("one is under way").hasSize(1);
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.connected();
    assertThat(watch.requests).hasSize(2);
  }

  /** A goodbye that reached a server which did not know its client has no name. */
  @Test
  void shouldTakeOutWhoSaidGoodbyeToAServerThatDidNotKnowIt() {
    watch.snapshot(standing(FIRST, 5, true), "a", "b");
    watch.pulse(standing(FIRST, 6, true));
    Departed nameless = new Departed(Watch.member("a").session(), "", Cause.GOODBYE);
    watch.hear(
        new Snapshot(standing(SECOND, 0, false), 0, 1, List.of(), List.of(nameless)),
        watch.lastRequest());

    assertThat(watch.roster.names()).containsExactly("b");
    assertThat(watch.changes.get(1).cause("a")).isEqualTo(Cause.GOODBYE);
  }

  /** A large roster on a slow link would never become whole. */
  @Test
  void shouldNotAskAgainWhilePartsCome() {
    for (int part = 0; part < 20; part++) {
      watch.pass(ofMillis(400));
      watch.hear(
          new Snapshot(
              standing(FIRST, 5, true), part, 20, List.of(Watch.member("m" + part)), List.of()),
          watch.lastRequest());
    }
    assertThat(watch.requests).hasSize(1);
    assertThat(watch.roster.names()).hasSize(20);
  }

  @Test
  void shouldAskAgainOnANewTopicWhenNoSnapshotComes() {
    watch.pass(ofSeconds(5));
    assertThat(watch.requests).hasSizeGreaterThan(3).doesNotHaveDuplicates();

    watch.hear(new Snapshot(standing(FIRST, 5, true), 0, 1, List.of(), List.of()), 1);
    assertThat(watch.changes).as("an answer to an old request").isEmpty();
    watch.snapshot(standing(FIRST, 5, true), "a");
    assertThat(watch.roster.names()).containsExactly("a");
  }

  @Test
  void shouldWaitForAllPartsOfASnapshot() {
    Standing standing = standing(FIRST, 5, true);
    int request = watch.lastRequest();
    watch.hear(new Snapshot(standing, 1, 2, List.of(Watch.member("b")), List.of()), request);
    assertThat(watch.changes).isEmpty();

    watch.hear(new Snapshot(standing, 0, 2, List.of(Watch.member("a")), List.of()), request);
    assertThat(watch.roster.names()).containsExactly("a", "b");
  }

  @Test
  void shouldReportNoEventWhenTheServerRestarts() {
    watch.snapshot(standing(FIRST, 5, true), "a", "b");
    watch.close(FIRST);
    assertThat(watch.state).isEqualTo(State.STALE);

    watch.pulse(standing(SECOND, 0, false));
    watch.snapshot(standing(SECOND, 0, false));
    watch.joined(standing(SECOND, 1, false), "b");
    watch.joined(standing(SECOND, 2, false), "a");
    watch.pulse(standing(SECOND, 2, true));

    assertThat(watch.changes).hasSize(1);
    assertThat(watch.state).isEqualTo(State.LIVE);
    assertThat(watch.roster.names()).containsExactly("a", "b");
  }

  @Test
  void shouldInferFromAbsenceOnlyOnceTheServerHasSettled() {
    watch.snapshot(standing(FIRST, 5, true), "a", "b");
    watch.pulse(standing(SECOND, 0, false));
    watch.snapshot(standing(SECOND, 1, false), "b");
    watch.pass(ofSeconds(2));
    assertThat(watch.roster.names()).containsExactly("a", "b");

    watch.pulse(standing(SECOND, 1, true));
    assertThat(watch.state).isEqualTo(State.LIVE);
    watch.pass(ofMillis(1_990));
    watch.pulse(standing(SECOND, 1, true));
    assertThat(watch.roster.names())
        .as("those who were cut off too may be on their way for 4 s")
        .containsExactly("a", "b");

    watch.pass(ofMillis(20));
    assertThat(watch.roster.names()).containsExactly("b");
    assertThat(watch.changes.get(1).cause("a")).isEqualTo(Cause.LOST);
  }

  @Test
  void shouldInferNothingFromAbsenceHoweverLongTheServerTakesToSettle() {
    watch.snapshot(standing(FIRST, 5, true), "a", "b");
    watch.pulse(standing(SECOND, 0, false));
    watch.snapshot(standing(SECOND, 1, false), "b");
    for (int second = 0; second < 10; second++) {
      watch.pass(ofSeconds(1));
      watch.pulse(standing(SECOND, 1, false));
    }
    assertThat(watch.roster.names()).containsExactly("a", "b");

    watch.pulse(standing(SECOND, 1, true));
    assertThat(watch.roster.names()).containsExactly("b");
  }

  /** It may have believed that because it was cut off itself. */
  @Test
  void shouldNotTakeWhatAServerRemovedLongAgoOutOfTheListsOfOthers() {
    watch.snapshot(standing(FIRST, 5, true), "a", "b");
    watch.pulse(standing(SECOND, 0, false));
    watch.hear(
        new Snapshot(
            standing(SECOND, 1, false),
            0,
            1,
            List.of(Watch.member("b")),
            List.of(Watch.gone("a", Cause.LOST))),
        watch.lastRequest());

    assertThat(watch.roster.names()).containsExactly("a", "b");
  }

  /** What a server published meanwhile may be lost, and its next change follow without a gap. */
  @Test
  void shouldAskForASnapshotAfterALongStopOfItsOwn() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    int requests = watch.requests.size();

    watch.freeze(ofSeconds(5));
    watch.pulse(standing(FIRST, 5, true));

    assertThat(watch.requests).hasSize(requests + 1);
  }

  @Test
  void shouldTakeDeparturesThatASettlingServerSawItself() {
    watch.snapshot(standing(FIRST, 5, true), "a", "b");
    watch.pulse(standing(SECOND, 0, false));
    watch.snapshot(standing(SECOND, 1, false), "a");
    watch.left(standing(SECOND, 2, false), "a", Cause.LOST);

    assertThat(watch.roster.names()).containsExactly("b");
  }

  @Test
  void shouldNotBelieveAboutSilenceBeforeItTrustsTheServer() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.pass(ofSeconds(10));
    watch.pulse(standing(FIRST, 5, true));
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.left(standing(FIRST, 6, true), "a", Cause.SILENT);
    assertThat(watch.roster.names()).containsExactly("a");

    watch.pass(ofSeconds(3));
    watch.joined(standing(FIRST, 7, true), "a");
    watch.pass(ofSeconds(2));
    assertThat(watch.changes).hasSize(1);
  }

  @Test
  void shouldBeginAnewWithAServerThatWasAway() {
    watch.snapshot(standing(FIRST, 5, true), "a", "b");
    watch.pass(ofSeconds(10));
    assertThat(watch.requests).hasSize(1);

    watch.pulse(standing(FIRST, 5, true));
    assertThat(watch.requests).as("what it knew may be old").hasSize(2);
    watch.snapshot(standing(FIRST, 7, true), "b");
    assertThat(watch.roster.names()).containsExactly("a", "b");
    for (int i = 0; i < 5; i++) {
      watch.pass(ofSeconds(1));
      watch.pulse(standing(FIRST, 7, true));
    }
    assertThat(watch.roster.names()).containsExactly("b");
  }

  @Test
  void shouldIgnoreWhatIsStillUnderWayOfAServerThatWasReplaced() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.pulse(standing(SECOND, 0, false));
    watch.snapshot(standing(SECOND, 0, false));
    watch.joined(standing(FIRST, 6, true), "old");
    watch.pulse(standing(SECOND, 0, false));

    assertThat(watch.roster.names()).containsExactly("a");
    assertThat(watch.requests).hasSize(2);
  }

  @Test
  void shouldTurnStaleAfterThreePulsesMissedAndLiveAgainAtTheNext() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.pass(ofSeconds(3));
    assertThat(watch.state).isEqualTo(State.LIVE);
    watch.pass(ofMillis(300));
    assertThat(watch.state).isEqualTo(State.STALE);
    assertThat(watch.roster.names()).containsExactly("a");

    watch.pulse(standing(FIRST, 5, true));
    assertThat(watch.state).isEqualTo(State.LIVE);
    assertThat(watch.changes).hasSize(1);
  }

  @Test
  void shouldNotBlameTheServerForItsOwnLateness() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.freeze(ofSeconds(60));
    assertThat(watch.state).isEqualTo(State.LIVE);

    watch.pass(ofMillis(3_300));
    assertThat(watch.state).isEqualTo(State.STALE);
  }

  @Test
  void shouldIgnoreAServerOfAnotherCluster() {
    watch.hear(new Pulse(new Standing(FIRST, "red", 5, true, 1_000)));
    watch.hear(
        new Snapshot(
            new Standing(FIRST, "red", 5, true, 1_000),
            0,
            1,
            List.of(Watch.member("a")),
            List.of()),
        watch.lastRequest());

    assertThat(watch.changes).isEmpty();
    assertThat(watch.state).isEqualTo(State.SYNCING);
  }

  /** After a cut TCP may pause for longer than a view is trusted. */
  @Test
  void shouldMakeAnotherConnectionSoonToAServerThatIsSilentWhileAnotherIsHeard() {
    watch.add(Watch.OTHER);
    watch.at(Watch.OTHER).snapshot(standing(SECOND, 5, true), "a");
    watch.at(Watch.ONE).snapshot(standing(FIRST, 5, true), "a");
    for (int second = 1; second <= 60; second++) {
      watch.pass(ofSeconds(1));
      watch.at(Watch.OTHER).pulse(standing(SECOND, 5, true));
      // Of three pulses, and half a second to a second more.
      assertThat(watch.reconnects).hasSize(second < 4 ? 0 : 1).doesNotContain(Watch.OTHER);
    }
    assertThat(watch.reconnects).containsExactly(Watch.ONE);
  }

  @Test
  void shouldBePatientWithServersThatAreAllSilent() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.pass(ofMillis(5_999));
    assertThat(watch.reconnects).isEmpty();
    watch.pass(ofMillis(1_001));
    assertThat(watch.reconnects).containsExactly(Watch.ONE);
  }

  @Test
  void shouldMakeAnotherConnectionSoonWhenNothingComesAfterAStopOfItsOwn() {
    watch.snapshot(standing(FIRST, 5, true), "a");
    watch.freeze(ofSeconds(20));
    watch.pass(ofSeconds(3));
    assertThat(watch.reconnects).isEmpty();
    watch.pass(ofSeconds(2));
    assertThat(watch.reconnects).containsExactly(Watch.ONE);
  }
}
