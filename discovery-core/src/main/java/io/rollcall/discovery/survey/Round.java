package io.rollcall.discovery.survey;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** One survey, from the question to its close. */
final class Round {
  /** Why a round ends. */
  enum Close {
    /** Everybody who was asked has answered. */
    COMPLETE,
    /** Its time is over: who has not answered has missed it. */
    OVER,
    /** Nobody has answered for a while: the silent are asked again, with the full time. */
    EARLY,
    /** It goes on. */
    NOT_YET
  }

  private final ServerSettings settings;
  private final Set<ClientRecord> waiting;
  private final boolean patient;
  private final long askedAt;
  private long openedAt;
  private long lastWordAt;
  private boolean answered;

  /** A patient round takes its full time, however long nobody answers. */
  Round(ServerSettings settings, Collection<ClientRecord> asked, boolean patient, long now) {
    this.settings = settings;
    this.waiting = new LinkedHashSet<>(asked);
    this.patient = patient;
    this.askedAt = now;
    this.openedAt = now;
    this.lastWordAt = now;
  }

  void answered(ClientRecord record, long now) {
    answered = true;
    if (waiting.remove(record)) {
      lastWordAt = now;
    }
  }

  /** Those who have not answered yet have their full time again. */
  void startOver(long now) {
    openedAt = now;
    lastWordAt = now;
  }

  /** This one can't answer any more: its connections are lost or it has left. */
  void excuse(ClientRecord record) {
    waiting.remove(record);
  }

  /** Of those who have not answered yet these are waited for no longer. */
  void excuse(Predicate<ClientRecord> whom) {
    waiting.removeIf(whom);
  }

  Close close(long now) {
    if (waiting.isEmpty()) {
      return Close.COMPLETE;
    }
    if (now - openedAt >= settings.surveyTime()) {
      return Close.OVER;
    }
    return !patient && now - lastWordAt >= settings.recvDeadline() ? Close.EARLY : Close.NOT_YET;
  }

  /** When time alone closes it. */
  long due() {
    long over = openedAt + settings.surveyTime();
    return patient ? over : Math.min(over, lastWordAt + settings.recvDeadline());
  }

  Set<ClientRecord> silent() {
    return waiting;
  }

  boolean isAnswered() {
    return answered;
  }

  long askedAt() {
    return askedAt;
  }
}
