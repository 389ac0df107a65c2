package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a server knows of one incarnation of a client. */
final class Attendee {
  private static final long NO_ROUND = Long.MAX_VALUE;

  final Incarnation client;
  final Set<Peer> links = new LinkedHashSet<>(2);
  int session;

  /** The last of its stays that ended; 0 if none has. */
  int ended;

  int update;
  Member member;
  boolean present;
  int misses;

  /** The first round whose answer shows that it is there now; 0 if any word of it does. */
  long provenBy;

  /** When the grace of a lost connection ends; only while it has no links. */
  long graceEnds;

  /**
   * The first round whose close ends the grace too, if so many were lost that time alone may not.
   */
  long graceRound = NO_ROUND;

  Attendee(Incarnation client, int session, int update, Member member) {
    this.client = client;
    this.session = session;
    this.update = update;
    this.member = member;
  }

  String name() {
    return member.name();
  }

  Session session() {
    return new Session(client, session);
  }

  Present entry() {
    return new Present(session(), update, member);
  }

  boolean isConnected() {
    return !links.isEmpty();
  }

  /** Whether a round waits for its answer: it is a member, or was one before the server stopped. */
  boolean isAwaited() {
    return isConnected() && (present || provenBy != 0);
  }

  boolean awaitsRound() {
    return graceRound != NO_ROUND;
  }

  void endGrace() {
    graceRound = NO_ROUND;
  }
}
