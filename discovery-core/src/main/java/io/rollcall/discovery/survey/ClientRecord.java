package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server knows of one incarnation of a client. */
final class ClientRecord {
  final Incarnation client;

  /** What its connections have proved; empty without security. */
  final String key;

  /** What happened to it, for people. */
  final ClientAudit audit;

  final Set<Peer> links = new LinkedHashSet<>(2);

  /** The connection that it lost last; null if it has lost none. */
  @Nullable Peer lastLink;

  int session;

  /** The last of its lifecycle that ended; 0 if none has. */
  int ended;

  int update;
  Member member;
  boolean present;
  int misses;

  /** The first round whose answer shows that it is there now; 0 if any word of it does. */
  long provenBy;

  /** Whether rounds wait for it, though it is not present: it is not known to be there or not. */
  boolean sought;

  /**
   * Whether it was present when the server lost sight of everybody, and has neither been heard
   * since nor been given up.
   */
  boolean suspended;

  /** When time alone ends the grace of a lost connection; for {@link GracePeriods}. */
  long graceEnds;

  /** The first round whose close ends the grace too, if it awaits one; for {@link GracePeriods}. */
  long graceRound;

  ClientRecord(
      Incarnation client, String key, int session, int update, Member member, ClientAudit audit) {
    this.client = client;
    this.key = key;
    this.session = session;
    this.update = update;
    this.member = member;
    this.audit = audit;
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

  void lose(Peer peer) {
    links.remove(peer);
    lastLink = peer;
  }

  boolean isConnected() {
    return !links.isEmpty();
  }

  /** Rounds wait for it, as many as for anybody who misses them. */
  void seek() {
    sought = true;
    misses = 0;
  }

  /** Whether a round waits for its answer. */
  boolean isAwaited() {
    return isConnected() && (present || sought);
  }
}
