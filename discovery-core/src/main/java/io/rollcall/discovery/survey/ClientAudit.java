package io.rollcall.discovery.survey;

import io.rollcall.discovery.Account;
import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Account.Missed;
import io.rollcall.discovery.Account.Rejection;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Refusal;
import java.util.Optional;

/**
 * What happened to one incarnation of a client, to explain it later. It decides nothing: what the
 * server does depends on its {@link ClientRecord} alone.
 */
final class ClientAudit {
  private static final int MOST_MISSED = 16;
  private static final int MOST_REJECTIONS = 4;

  private record MissedAt(long round, long at) {}

  private record RejectedAt(Refusal refusal, long at) {}

  final String name;
  final Incarnation client;

  /** Since when it has been gone, if it is. */
  long goneAt;

  private final AuditTrail trail;
  private final SessionLog sessions = new SessionLog();
  private final ConnectionLog links = new ConnectionLog();
  private final BoundedLog<MissedAt> missed = new BoundedLog<>(MOST_MISSED);
  private final BoundedLog<RejectedAt> rejections = new BoundedLog<>(MOST_REJECTIONS);
  private long heardAt;

  /** One that the trail knows as soon as something happens. */
  ClientAudit(AuditTrail trail, String name, Incarnation client) {
    this.trail = trail;
    this.name = name;
    this.client = client;
  }

  /** Whether it is present or connected. */
  boolean isLive() {
    return sessions.isLasting() || links.isAnyStanding();
  }

  boolean wasMember() {
    return !sessions.isEmpty();
  }

  /** A word of it came. All else it may do comes seldom; this comes with every answer. */
  void heard(long now) {
    heardAt = now;
  }

  void linked(Peer peer, long now) {
    links.began(peer, now);
    trail.review(this, now);
  }

  void unlinked(Peer peer, Fate fate, long now) {
    links.ended(peer, fate, now);
    trail.review(this, now);
  }

  /** It is on no connection any more. */
  void unlinked(Fate fate, long now) {
    links.ended(fate, now);
    trail.review(this, now);
  }

  void joined(int session, long now) {
    sessions.began(session, now);
    trail.review(this, now);
  }

  void left(int session, Cause cause, long now) {
    sessions.ended(session, Optional.of(cause), now);
    trail.review(this, now);
  }

  /** The server does not know any more whether it is there. */
  void lostSight(long now) {
    sessions.ended(now);
    trail.review(this, now);
  }

  void missed(long round, long now) {
    missed.add(new MissedAt(round, now));
  }

  void refused(Refusal refusal, long now) {
    Refusal brief = new Refusal(refusal.reason(), Abbreviation.of(refusal.detail()));
    rejections.add(new RejectedAt(brief, now));
    trail.review(this, now);
  }

  Account at(long now) {
    return new Account(
        client,
        Ages.of(heardAt, now),
        sessions.at(now),
        links.at(now),
        missed.newestFirst(each -> new Missed(each.round, Ages.of(each.at, now))),
        rejections.newestFirst(each -> new Rejection(Ages.of(each.at, now), each.refusal)));
  }
}
