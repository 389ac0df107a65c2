package io.rollcall.discovery.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.survey.FailureDetector.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is dead, and when: rounds and connections alone, without a surveyor. */
class FailureDetectorTest {
  private static final long MS = Duration.ofMillis(1).toNanos();
  private static final ServerSettings SETTINGS =
      ServerSettings.of(Options.defaults().withMisses(2).withLossGrace(Duration.ofMillis(250)));

  private final ClientRegistry registry = new ClientRegistry(SETTINGS.lossGrace());
  private final RoundScheduler rounds =
      new RoundScheduler(Incarnation.of(1, new UUID(0, 1)), SETTINGS, registry, 0, 0);
  private final FailureDetector detector =
      new FailureDetector(SETTINGS, registry, rounds, new Counts());
  private final AuditTrail auditTrail = new AuditTrail();
  private final ClientRecord a = member("a", 1);
  private final ClientRecord b = member("b", 2);
  private final ClientRecord c = member("c", 3);

  private ClientRecord member(String name, int number) {
    Incarnation client = Incarnation.of(number, new UUID(1, number));
    ClientRecord record =
        registry.add(
            new ClientRecord(client, "", 1, 0, Member.named(name), auditTrail.of(name, client)));
    registry.link(new Peer(number), record);
    registry.enter(record);
    return record;
  }

  /** A whole round that these answer, from this millisecond on. */
  private List<Failure> round(long from, ClientRecord... answering) {
    List<Failure> failures = new ArrayList<>();
    rounds.hasten(from * MS);
    rounds.open(from * MS);
    for (ClientRecord each : answering) {
      detector.heard(each, from * MS);
    }
    long end = from * MS + SETTINGS.surveyTime();
    rounds.closeIfDue(end).ifPresent(closed -> failures.addAll(detector.roundClosed(closed, end)));
    return failures;
  }

  /** All connections of these are lost at this millisecond. */
  private void lose(long at, ClientRecord record) {
    for (Peer peer : List.copyOf(record.links)) {
      registry.unlink(peer);
    }
    rounds.excuse(record);
    registry.beginGrace(record, at * MS);
    detector.connectionLost(true, registry.peers().size(), at * MS);
  }

  @Test
  void shouldTakeAClientForSilentOnceItHasMissedEnoughRounds() {
    assertThat(round(0, a, b)).isEmpty();
    assertThat(round(2_000, a, b)).containsExactly(new Failure(c, Cause.SILENT));
  }

  @Test
  void shouldClearTheMissesOfWhoIsHeard() {
    round(0, a, b);
    detector.heard(c, 1_500 * MS);
    assertThat(round(2_000, a, b)).isEmpty();
  }

  @Test
  void shouldTakeAClientForLostOnceItsGraceHasEnded() {
    lose(100, a);
    assertThat(detector.timePassed(349 * MS)).isEmpty();
    assertThat(detector.mayFail(349 * MS)).isFalse();
    assertThat(detector.mayFail(350 * MS)).isTrue();
    assertThat(detector.timePassed(350 * MS)).containsExactly(new Failure(a, Cause.LOST));
  }

  @Test
  void shouldGiveEachClientItsGraceAgainAfterALatenessOfItsOwn() {
    lose(100, a);
    detector.wasLate(300 * MS);
    assertThat(detector.timePassed(549 * MS)).isEmpty();
    assertThat(detector.timePassed(550 * MS)).containsExactly(new Failure(a, Cause.LOST));
  }

  @Test
  void shouldCountNoMissWhileNobodyIsHeard() {
    assertThat(round(0)).isEmpty();
    assertThat(round(1_000)).isEmpty();
    assertThat(round(2_000)).isEmpty();
    // What it withheld counts once its subscribers take the server itself for absent.
    assertThat(round(3_000)).extracting(Failure::record).containsExactlyInAnyOrder(a, b, c);
  }

  @Test
  void shouldWaitForARoundWhereVeryManyConnectionsAreLostAtOnce() {
    List<ClientRecord> many = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      many.add(member("many" + i, 10 + i));
    }
    many.forEach(each -> lose(100, each));

    assertThat(detector.timePassed(1_000 * MS)).isEmpty();
    assertThat(round(1_000, a, b, c))
        .extracting(Failure::cause)
        .hasSize(10)
        .containsOnly(Cause.LOST);
  }

  @Test
  void shouldNotCountWhatMayNotHaveBeenReadYet() {
    rounds.open(0);
    detector.heard(a, 0);
    detector.heard(b, 0);
    lose(900, a);
    Peer unread = a.lastLink;
    detector.excuse(peer -> peer.equals(new Peer(3)) || peer.equals(unread), 1_150 * MS);

    assertThat(detector.timePassed(1_399 * MS)).isEmpty();
    assertThat(rounds.closeIfComplete(1_150 * MS)).isPresent();
  }
}
