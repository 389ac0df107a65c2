package io.rollcall.discovery.survey;

import io.rollcall.discovery.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a client stands with one of the endpoints that it connects to. */
final class ServerLink {
  /** How far it got there. */
  enum Phase {
    /** It has said hello and waits for an answer. */
    GREETING,
    /** It was welcomed. */
    JOINED,
    /** It was refused, and says hello again later. */
    REFUSED,
    /** It has said goodbye. */
    LEAVING,
    /** Its goodbye has arrived, or there was nobody to say it to. */
    GONE
  }

  private static final long FIRST_RETRY = 1_000_000_000L;
  private static final long LAST_RETRY = 4_000_000_000L;
  private static final long REFUSED_RETRY = 5_000_000_000L;

  final Peer peer;
  private final DeadConnectionDetector detector;
  Phase phase = Phase.GREETING;
  private boolean connected;

  /** It was refused before a word could be said, and has heard nothing since. */
  private boolean barred;

  private int acknowledged = -1;
  @Nullable Refusal refusal;
  private long retryAt;
  private long retryAfter = FIRST_RETRY;

  /** Of the client with this id. */
  ServerLink(Peer peer, UUID id) {
    this.peer = peer;
    this.detector = new DeadConnectionDetector(id);
  }

  void connected(long now) {
    connected = true;
    detector.heard(now);
  }

  void lost() {
    connected = false;
    detector.forget();
  }

  boolean isConnected() {
    return connected;
  }

  /** A hello goes out; another follows if nothing comes back. */
  void greeted(long now) {
    retryAt = now + retryAfter;
    retryAfter = Math.min(2 * retryAfter, LAST_RETRY);
  }

  /** Starts over: the next hello is followed up soon. */
  void startOver() {
    if (!leaves() && !barred) {
      phase = Phase.GREETING;
    }
    retryAfter = FIRST_RETRY;
    acknowledged = -1;
  }

  void welcomed(int update, int silenceMillis, long now) {
    phase = Phase.JOINED;
    refusal = null;
    acknowledged = Math.max(acknowledged, update);
    detector.expect(1_000_000L * silenceMillis);
    detector.heard(now);
    retryAfter = FIRST_RETRY;
  }

  void refused(Refusal why, long now) {
    phase = Phase.REFUSED;
    refusal = why;
    retryAt = now + REFUSED_RETRY;
    detector.expect(REFUSED_RETRY);
  }

  /** As above, and there is nothing to be said before the next connection stands. */
  void barred(Refusal why, long now) {
    refused(why, now);
    barred = true;
  }

  /** Something came, so the connection stands, whatever was told of it and in which order. */
  void heard(long now) {
    barred = false;
    connected(now);
  }

  /** What was not heard while the client itself was stopped says nothing of the server. */
  void excuse(long late, long now) {
    detector.excuse(late, now);
  }

  /** Whether nothing comes here that should, so that it is the connection if others are heard. */
  boolean isOverdue(long now) {
    return !leaves() && detector.isOverdue(now);
  }

  /** Whether nothing comes on a connection that is said to stand. */
  boolean isSilent(long now) {
    return !leaves() && detector.isOver(now);
  }

  /** Whether a hello shall be said (again), with this update as the newest. */
  boolean wantsHello(int update, long now) {
    return now - helloDue(update) >= 0;
  }

  /** When it will want to say hello (again), or to look at a silence. */
  long due(int update) {
    return Math.min(helloDue(update), leaves() ? Long.MAX_VALUE : detector.due());
  }

  private long helloDue(int update) {
    return switch (phase) {
      case GREETING, REFUSED -> retryAt;
      case JOINED -> acknowledged < update ? retryAt : Long.MAX_VALUE;
      case LEAVING, GONE -> Long.MAX_VALUE;
    };
  }

  private boolean leaves() {
    return phase == Phase.LEAVING || phase == Phase.GONE;
  }
}
