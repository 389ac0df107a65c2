package io.rollcall.discovery.survey;

import static io.rollcall.discovery.survey.ReplicaHarness.FIRST;
import static io.rollcall.discovery.survey.ReplicaHarness.SECOND;
import static io.rollcall.discovery.survey.ReplicaHarness.standing;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.MembershipChange;
import io.rollcall.discovery.State;
import io.rollcall.discovery.wire.Message.Pulse;
import io.rollcall.discovery.wire.Message.Snapshot;
import io.rollcall.discovery.wire.Standing;
import io.rollcall.discovery.wire.Tombstone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guarantees 5, 6 and 8, the subscriber's part. */
class ReplicaTest {
  private final ReplicaHarness harness = new ReplicaHarness();

  @Test
  void shouldDeliverTheWholeRosterFirst() {
    harness.joined(standing(FIRST, 5, true), "early");
    assertThat(harness.changes).isEmpty();
    assertThat(harness.state).isEqualTo(State.SYNCING);

    harness.snapshot(standing(FIRST, 5, true), "b", "a");
    assertThat(harness.roster.names()).containsExactly("a", "b");
    assertThat(harness.state).isEqualTo(State.LIVE);
  }

  @Test
  void shouldFollowChangesInOrderAndIgnoreOnesThatItHas() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.joined(standing(FIRST, 6, true), "b");
    harness.joined(standing(FIRST, 6, true), "b");
    harness.left(standing(FIRST, 7, true), "a", Cause.SILENT);
    harness.joined(standing(FIRST, 6, true), "b");

    assertThat(harness.changes).hasSize(3);
    assertThat(harness.changes.get(2).cause("a")).isEqualTo(Cause.SILENT);
    assertThat(harness.roster.names()).containsExactly("b");
    assertThat(harness.roster.version()).isEqualTo(3);
  }

  @Test
  void shouldAskForASnapshotOnAGapAndReportTheNetChange() {
    harness.snapshot(standing(FIRST, 5, true), "a", "b");
    harness.joined(standing(FIRST, 8, true), "e");
    assertThat(harness.requests).hasSize(2);
    assertThat(harness.changes).hasSize(1);

    harness.snapshot(standing(FIRST, 8, true), "b", "c", "e");
    MembershipChange net = harness.changes.get(1);
    assertThat(net.joined()).extracting(Member::name).containsExactly("c", "e");
    assertThat(net.left()).extracting(Member::name).containsExactly("a");
    assertThat(net.cause("a")).isEqualTo(Cause.LOST);
  }

  @Test
  void shouldNoticeAGapByThePulse() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.pulse(standing(FIRST, 6, true));

    assertThat(harness.requests).hasSize(2);
  }

  @Test
  void shouldLearnTheCauseFromTheSnapshot() {
    harness.snapshot(standing(FIRST, 5, true), "a", "b");
    harness.pulse(standing(FIRST, 6, true));
    harness.hear(
        new Snapshot(
            standing(FIRST, 6, true),
            0,
            1,
            List.of(ReplicaHarness.member("b")),
            List.of(ReplicaHarness.gone("a", Cause.SILENT))),
        harness.lastRequest());

    assertThat(harness.changes.get(1).cause("a")).isEqualTo(Cause.SILENT);
  }

  /** Whoever was away for a moment does not wait for the next pulse to learn what it missed. */
  @Test
  void shouldAskForASnapshotOnEachNewConnection() {
    harness.connected();
    assertThat(harness.requests).as("one is under way").hasSize(1);
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.connected();
    assertThat(harness.requests).hasSize(2);
  }

  /** A goodbye that reached a server which did not know its client has no name. */
  @Test
  void shouldTakeOutWhoSaidGoodbyeToAServerThatDidNotKnowIt() {
    harness.snapshot(standing(FIRST, 5, true), "a", "b");
    harness.pulse(standing(FIRST, 6, true));
    Tombstone nameless = new Tombstone(ReplicaHarness.member("a").session(), "", Cause.GOODBYE);
    harness.hear(
        new Snapshot(standing(SECOND, 0, false), 0, 1, List.of(), List.of(nameless)),
        harness.lastRequest());

    assertThat(harness.roster.names()).containsExactly("b");
    assertThat(harness.changes.get(1).cause("a")).isEqualTo(Cause.GOODBYE);
  }

  /** A large roster on a slow link would never become whole. */
  @Test
  void shouldNotAskAgainWhilePartsCome() {
    for (int part = 0; part < 20; part++) {
      harness.pass(ofMillis(400));
      harness.hear(
          new Snapshot(
              standing(FIRST, 5, true),
              part,
              20,
              List.of(ReplicaHarness.member("m" + part)),
              List.of()),
          harness.lastRequest());
    }
    assertThat(harness.requests).hasSize(1);
    assertThat(harness.roster.names()).hasSize(20);
  }

  @Test
  void shouldAskAgainOnANewTopicWhenNoSnapshotComes() {
    harness.pass(ofSeconds(5));
    assertThat(harness.requests).hasSizeGreaterThan(3).doesNotHaveDuplicates();

    harness.hear(new Snapshot(standing(FIRST, 5, true), 0, 1, List.of(), List.of()), 1);
    assertThat(harness.changes).as("an answer to an old request").isEmpty();
    harness.snapshot(standing(FIRST, 5, true), "a");
    assertThat(harness.roster.names()).containsExactly("a");
  }

  @Test
  void shouldWaitForAllPartsOfASnapshot() {
    Standing standing = standing(FIRST, 5, true);
    int request = harness.lastRequest();
    harness.hear(
        new Snapshot(standing, 1, 2, List.of(ReplicaHarness.member("b")), List.of()), request);
    assertThat(harness.changes).isEmpty();

    harness.hear(
        new Snapshot(standing, 0, 2, List.of(ReplicaHarness.member("a")), List.of()), request);
    assertThat(harness.roster.names()).containsExactly("a", "b");
  }

  @Test
  void shouldReportNoEventWhenTheServerRestarts() {
    harness.snapshot(standing(FIRST, 5, true), "a", "b");
    harness.close(FIRST);
    assertThat(harness.state).isEqualTo(State.STALE);

    harness.pulse(standing(SECOND, 0, false));
    harness.snapshot(standing(SECOND, 0, false));
    harness.joined(standing(SECOND, 1, false), "b");
    harness.joined(standing(SECOND, 2, false), "a");
    harness.pulse(standing(SECOND, 2, true));

    assertThat(harness.changes).hasSize(1);
    assertThat(harness.state).isEqualTo(State.LIVE);
    assertThat(harness.roster.names()).containsExactly("a", "b");
  }

  @Test
  void shouldInferFromAbsenceOnlyOnceTheServerHasSettled() {
    harness.snapshot(standing(FIRST, 5, true), "a", "b");
    harness.pulse(standing(SECOND, 0, false));
    harness.snapshot(standing(SECOND, 1, false), "b");
    harness.pass(ofSeconds(2));
    assertThat(harness.roster.names()).containsExactly("a", "b");

    harness.pulse(standing(SECOND, 1, true));
    assertThat(harness.state).isEqualTo(State.LIVE);
    harness.pass(ofMillis(1_990));
    harness.pulse(standing(SECOND, 1, true));
    assertThat(harness.roster.names())
        .as("those who were cut off too may be on their way for 4 s")
        .containsExactly("a", "b");

    harness.pass(ofMillis(20));
    assertThat(harness.roster.names()).containsExactly("b");
    assertThat(harness.changes.get(1).cause("a")).isEqualTo(Cause.LOST);
  }

  @Test
  void shouldInferNothingFromAbsenceHoweverLongTheServerTakesToSettle() {
    harness.snapshot(standing(FIRST, 5, true), "a", "b");
    harness.pulse(standing(SECOND, 0, false));
    harness.snapshot(standing(SECOND, 1, false), "b");
    for (int second = 0; second < 10; second++) {
      harness.pass(ofSeconds(1));
      harness.pulse(standing(SECOND, 1, false));
    }
    assertThat(harness.roster.names()).containsExactly("a", "b");

    harness.pulse(standing(SECOND, 1, true));
    assertThat(harness.roster.names()).containsExactly("b");
  }

  /** It may have believed that because it was cut off itself. */
  @Test
  void shouldNotTakeWhatAServerRemovedLongAgoOutOfTheListsOfOthers() {
    harness.snapshot(standing(FIRST, 5, true), "a", "b");
    harness.pulse(standing(SECOND, 0, false));
    harness.hear(
        new Snapshot(
            standing(SECOND, 1, false),
            0,
            1,
            List.of(ReplicaHarness.member("b")),
            List.of(ReplicaHarness.gone("a", Cause.LOST))),
        harness.lastRequest());

    assertThat(harness.roster.names()).containsExactly("a", "b");
  }

  /** What a server published meanwhile may be lost, and its next change follow without a gap. */
  @Test
  void shouldAskForASnapshotAfterALongStopOfItsOwn() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    int requests = harness.requests.size();

    harness.freeze(ofSeconds(5));
    harness.pulse(standing(FIRST, 5, true));

    assertThat(harness.requests).hasSize(requests + 1);
  }

  @Test
  void shouldTakeDeparturesThatASettlingServerSawItself() {
    harness.snapshot(standing(FIRST, 5, true), "a", "b");
    harness.pulse(standing(SECOND, 0, false));
    harness.snapshot(standing(SECOND, 1, false), "a");
    harness.left(standing(SECOND, 2, false), "a", Cause.LOST);

    assertThat(harness.roster.names()).containsExactly("b");
  }

  @Test
  void shouldNotBelieveAboutSilenceBeforeItTrustsTheServer() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.pass(ofSeconds(10));
    harness.pulse(standing(FIRST, 5, true));
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.left(standing(FIRST, 6, true), "a", Cause.SILENT);
    assertThat(harness.roster.names()).containsExactly("a");

    harness.pass(ofSeconds(3));
    harness.joined(standing(FIRST, 7, true), "a");
    harness.pass(ofSeconds(2));
    assertThat(harness.changes).hasSize(1);
  }

  @Test
  void shouldBeginAnewWithAServerThatWasAway() {
    harness.snapshot(standing(FIRST, 5, true), "a", "b");
    harness.pass(ofSeconds(10));
    assertThat(harness.requests).hasSize(1);

    harness.pulse(standing(FIRST, 5, true));
    assertThat(harness.requests).as("what it knew may be old").hasSize(2);
    harness.snapshot(standing(FIRST, 7, true), "b");
    assertThat(harness.roster.names()).containsExactly("a", "b");
    for (int i = 0; i < 5; i++) {
      harness.pass(ofSeconds(1));
      harness.pulse(standing(FIRST, 7, true));
    }
    assertThat(harness.roster.names()).containsExactly("b");
  }

  @Test
  void shouldIgnoreWhatIsStillUnderWayOfAServerThatWasReplaced() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.pulse(standing(SECOND, 0, false));
    harness.snapshot(standing(SECOND, 0, false));
    harness.joined(standing(FIRST, 6, true), "old");
    harness.pulse(standing(SECOND, 0, false));

    assertThat(harness.roster.names()).containsExactly("a");
    assertThat(harness.requests).hasSize(2);
  }

  @Test
  void shouldTurnStaleAfterThreePulsesMissedAndLiveAgainAtTheNext() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.pass(ofSeconds(3));
    assertThat(harness.state).isEqualTo(State.LIVE);
    harness.pass(ofMillis(300));
    assertThat(harness.state).isEqualTo(State.STALE);
    assertThat(harness.roster.names()).containsExactly("a");

    harness.pulse(standing(FIRST, 5, true));
    assertThat(harness.state).isEqualTo(State.LIVE);
    assertThat(harness.changes).hasSize(1);
  }

  @Test
  void shouldNotBlameTheServerForItsOwnLateness() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.freeze(ofSeconds(60));
    assertThat(harness.state).isEqualTo(State.LIVE);

    harness.pass(ofMillis(3_300));
    assertThat(harness.state).isEqualTo(State.STALE);
  }

  @Test
  void shouldIgnoreAServerOfAnotherCluster() {
    harness.hear(new Pulse(new Standing(FIRST, "red", 5, true, 1_000)));
    harness.hear(
        new Snapshot(
            new Standing(FIRST, "red", 5, true, 1_000),
            0,
            1,
            List.of(ReplicaHarness.member("a")),
            List.of()),
        harness.lastRequest());

    assertThat(harness.changes).isEmpty();
    assertThat(harness.state).isEqualTo(State.SYNCING);
  }

  /** After a cut TCP may pause for longer than a view is trusted. */
  @Test
  void shouldMakeAnotherConnectionSoonToAServerThatIsSilentWhileAnotherIsHeard() {
    harness.add(ReplicaHarness.OTHER);
    harness.at(ReplicaHarness.OTHER).snapshot(standing(SECOND, 5, true), "a");
    harness.at(ReplicaHarness.ONE).snapshot(standing(FIRST, 5, true), "a");
    for (int second = 1; second <= 60; second++) {
      harness.pass(ofSeconds(1));
      harness.at(ReplicaHarness.OTHER).pulse(standing(SECOND, 5, true));
      // Of three pulses, and half a second to a second more.
      assertThat(harness.reconnects)
          .hasSize(second < 4 ? 0 : 1)
          .doesNotContain(ReplicaHarness.OTHER);
    }
    assertThat(harness.reconnects).containsExactly(ReplicaHarness.ONE);
  }

  @Test
  void shouldBePatientWithServersThatAreAllSilent() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.pass(ofMillis(5_999));
    assertThat(harness.reconnects).isEmpty();
    harness.pass(ofMillis(1_001));
    assertThat(harness.reconnects).containsExactly(ReplicaHarness.ONE);
  }

  @Test
  void shouldMakeAnotherConnectionSoonWhenNothingComesAfterAStopOfItsOwn() {
    harness.snapshot(standing(FIRST, 5, true), "a");
    harness.freeze(ofSeconds(20));
    harness.pass(ofSeconds(3));
    assertThat(harness.reconnects).isEmpty();
    harness.pass(ofSeconds(2));
    assertThat(harness.reconnects).containsExactly(ReplicaHarness.ONE);
  }
}
