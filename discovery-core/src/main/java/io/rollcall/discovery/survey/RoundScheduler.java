package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Message.Survey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A server's rounds, one after the other: when the next begins, whom it asks, what it found. */
final class RoundScheduler {
  /**
   * A round that has closed and was not void.
   *
   * @param id counts the rounds
   * @param askedAt when it asked
   * @param missed who was asked and did not answer in the full time
   * @param anybody whether anybody answered it
   */
  record Closed(long id, long askedAt, Set<ClientRecord> missed, boolean anybody) {}

  private final Incarnation server;
  private final ServerSettings settings;
  private final ClientRegistry registry;
  private @Nullable Round open;
  private long id;
  private long nextAt;
  private boolean nextIsPatient;

  /** Whether the server was late in the open round, or in one that it repeats. */
  private boolean isVoid;

  /** Rounds that begin with this number. */
  RoundScheduler(
      Incarnation server, ServerSettings settings, ClientRegistry registry, long first, long now) {
    this.id = Math.max(0, first - 1);
    this.server = server;
    this.settings = settings;
    this.registry = registry;
    this.nextAt = now;
  }

  boolean isOpen() {
    return open != null;
  }

  /** Whether the next round shall begin. */
  boolean isTime(long now) {
    return open == null && now - nextAt >= 0;
  }

  /** The next round shall begin at once, if none is open. */
  void hasten(long now) {
    if (open == null) {
      nextAt = now;
    }
  }

  /** The number of the next round to open. */
  long next() {
    return id + 1;
  }

  boolean isCurrent(long round) {
    return open != null && round == id;
  }

  /** What to ask somebody apart from the others. */
  Survey question() {
    return new Survey(server, isOpen() ? id : next());
  }

  /** Asks every connection; those present are waited for, and those who may be. */
  Action.OfServer open(long now) {
    id++;
    List<ClientRecord> asked = registry.all().stream().filter(ClientRecord::isAwaited).toList();
    open = new Round(settings, asked, nextIsPatient, now);
    return new Action.Ask(List.copyOf(registry.peers()), new Survey(server, id));
  }

  /** The server is late; returns whether that makes a round void which was not before. */
  boolean becomesVoid() {
    boolean becomes = open != null && !isVoid;
    isVoid |= becomes;
    return becomes;
  }

  /**
   * Starts an open round over: what it did not hear, it may not have been able to hear. It asks
   * again, unless it asked less than a survey's time ago: a server that is late because it has much
   * to do must not give itself more.
   */
  Optional<Action.OfServer> startOver(long now) {
    if (open == null) {
      return Optional.empty();
    }
    if (now - open.askedAt() >= settings.surveyTime()) {
      return Optional.of(open(now));
    }
    open.startOver(now);
    return Optional.empty();
  }

  void answered(ClientRecord record, long now) {
    if (open != null) {
      open.answered(record, now);
    }
  }

  void excuse(ClientRecord record) {
    if (open != null) {
      open.excuse(record);
    }
  }

  /** Of those who have not answered yet these are waited for no longer. */
  void excuse(Predicate<ClientRecord> whom) {
    if (open != null) {
      open.excuse(whom);
    }
  }

  /** Closes the round if everybody has answered. */
  Optional<Closed> closeIfComplete(long now) {
    return open != null && open.close(now) == Round.Close.COMPLETE
        ? closeIfDue(now)
        : Optional.empty();
  }

  /** Closes the round if everybody has answered or its time is over. */
  Optional<Closed> closeIfDue(long now) {
    if (open == null) {
      return Optional.empty();
    }
    Round round = open;
    Round.Close close = round.close(now);
    if (close == Round.Close.NOT_YET) {
      return Optional.empty();
    }
    open = null;
    isVoid = false;
    nextIsPatient = close != Round.Close.COMPLETE;
    // The pause is counted from the survey: a slow round must not stretch the bound of silence.
    nextAt =
        close == Round.Close.COMPLETE ? Math.max(now, round.askedAt() + settings.pollTime()) : now;
    Set<ClientRecord> missed = close == Round.Close.OVER ? round.silent() : Set.of();
    return Optional.of(new Closed(id, round.askedAt(), missed, round.isAnswered()));
  }

  /** Whether the open round would close now, with somebody who has not answered. */
  boolean mayMiss(long now) {
    return open != null && open.close(now) == Round.Close.OVER;
  }

  /** When time alone opens or closes a round. */
  long due() {
    return open == null ? nextAt : open.due();
  }
}
