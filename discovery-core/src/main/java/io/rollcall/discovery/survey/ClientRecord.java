package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Session;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server knows of one incarnation of a client, and in which state that one is. */
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

  /** The last of its sessions that ended; 0 if none has. */
  int ended;

  int update;
  Member member;
  private Presence presence = Presence.ABSENT;
  int misses;

  /** The first round whose answer shows that it is there now; 0 if anything it sends does. */
  long provenBy;

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

  Presence presence() {
    return presence;
  }

  /** Takes the transition to this state. */
  void become(Presence next) {
    presence = presence.to(next);
  }

  boolean isMember() {
    return presence.isMember();
  }

  boolean isSuspended() {
    return presence == Presence.SUSPENDED;
  }

  /** The next rounds wait for it, as many as for any client that misses them. */
  void probe() {
    if (presence == Presence.ABSENT) {
      become(Presence.PROBED);
    }
    misses = 0;
  }

  /** Whether a round waits for its answer. */
  boolean isAwaited() {
    return isConnected() && presence.isAwaited();
  }
}
