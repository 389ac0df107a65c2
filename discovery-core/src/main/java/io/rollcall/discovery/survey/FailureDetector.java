package io.rollcall.discovery.survey;

import io.rollcall.discovery.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides which clients are dead. A client is {@link Cause#SILENT} once it has missed enough
 * rounds, and {@link Cause#LOST} once its last connection was lost and its grace period has ended.
 *
 * <p>It decides later, or not at all, while the fault is likely the server's own: the server itself
 * was late, hears nobody any more, or lost very many connections at once. Pure and not thread-safe.
 */
final class FailureDetector {
  /** A client that is dead, and why. */
  record Failure(ClientRecord record, Cause cause) {}

  private final ServerSettings settings;
  private final ClientRegistry registry;
  private final RoundScheduler rounds;
  private final Counts counts;
  private final MassDisconnectGuard massDisconnect;
  private final IsolationDetector isolation;

  FailureDetector(
      ServerSettings settings, ClientRegistry registry, RoundScheduler rounds, Counts counts) {
    this.settings = settings;
    this.registry = registry;
    this.rounds = rounds;
    this.counts = counts;
    this.massDisconnect = new MassDisconnectGuard(settings.lossGrace());
    this.isolation = new IsolationDetector(settings);
  }

  /** A client is alive. Returns the survey to send if the round starts over because of that. */
  Optional<Action.OfServer> heard(ClientRecord record, long now) {
    record.misses = 0;
    Optional<Action.OfServer> again = Optional.empty();
    if (isolation.ends()) {
      // The others could not be heard either, and have their full time from now on.
      again = rounds.startOver(now);
    }
    rounds.answered(record, now);
    return again;
  }

  /**
   * A connection was lost, and {@code left} stay. If very many are lost at once, no grace period
   * ends before the next round has closed.
   *
   * @param ofMember whether it was the last connection of a member
   */
  void connectionLost(boolean ofMember, int left, long now) {
    if (ofMember) {
      massDisconnect.lost(left, now);
    }
    if (massDisconnect.isMass(now)) {
      registry.gracePeriods().holdUntil(rounds.next());
    }
  }

  /**
   * The server itself was late: what it did not hear counts for nobody. Returns the survey to send
   * if the round starts over.
   */
  Optional<Action.OfServer> wasLate(long now) {
    registry.gracePeriods().beginAnew(now);
    if (rounds.becomesVoid()) {
      counts.voidRounds.increment();
    }
    return rounds.startOver(now);
  }

  /** A round has closed: who is dead because of that. */
  List<Failure> roundClosed(RoundScheduler.Closed closed, long now) {
    List<Failure> failures = new ArrayList<>();
    int misses = isolation.misses(closed, now);
    for (ClientRecord record : closed.missed()) {
      counts.misses.increment();
      record.audit.missed(closed.id(), now);
      record.misses += misses;
      if (record.misses >= settings.misses()) {
        failures.add(new Failure(record, Cause.SILENT));
      }
    }
    return lost(registry.gracePeriods().overWith(closed.id(), now), failures);
  }

  /** Time has passed: whose grace period has ended because of that. */
  List<Failure> timePassed(long now) {
    return lost(registry.gracePeriods().over(now), new ArrayList<>());
  }

  private static List<Failure> lost(List<ClientRecord> over, List<Failure> failures) {
    over.forEach(record -> failures.add(new Failure(record, Cause.LOST)));
    return failures;
  }

  /**
   * Messages on these connections may not have been passed on yet: the open round does not wait for
   * the clients on them, and the grace periods of clients that have lost such a connection start
   * over.
   */
  void excuse(Predicate<Peer> unheard, long now) {
    rounds.excuse(record -> record.links.stream().anyMatch(unheard));
    for (ClientRecord record : registry.gracePeriods().over(now)) {
      if (record.lastLink != null && unheard.test(record.lastLink)) {
        registry.beginGrace(record, now);
      }
    }
  }

  /** Whether a client would miss a round or reach the end of its grace period now. */
  boolean mayFail(long now) {
    return rounds.mayMiss(now) || registry.gracePeriods().isAnyOver(now);
  }

  /** Whether it waits for anybody, so that lateness of the server would matter. */
  boolean isWaiting() {
    return rounds.isOpen() || !registry.gracePeriods().isEmpty();
  }

  /** When the first grace period ends. */
  long due() {
    return registry.gracePeriods().due();
  }
}
