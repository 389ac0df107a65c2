package io.rollcall.discovery.survey;

import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Explanation;
import io.rollcall.discovery.Incarnation;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server remembers to explain why somebody is gone: an audit of each who is present or
 * connected, and of those who were within the last hour. Of too many who are gone it forgets the
 * first. Those who never were members have room of their own, so that refused strangers do not push
 * out the others.
 */
final class AuditTrail {
  private static final long REMEMBERED = 3_600_000_000_000L;
  private static final int MOST_GONE = 10_000;
  private static final int MOST_STRANGERS = 1_000;

  private final Map<String, NameAudit> byName = new HashMap<>();
  private final Set<ClientAudit> gone = new LinkedHashSet<>();
  private final Set<ClientAudit> strangers = new LinkedHashSet<>();

  /** The audit of this client under this name. */
  ClientAudit of(String name, Incarnation client) {
    NameAudit ofName = byName.get(name);
    ClientAudit known = ofName == null ? null : ofName.find(client);
    return known == null ? new ClientAudit(this, name, client) : known;
  }

  /** Something happened to this one: it may have come or gone. */
  void review(ClientAudit audit, long now) {
    NameAudit ofName = byName.computeIfAbsent(audit.name, name -> new NameAudit());
    gone.remove(audit);
    strangers.remove(audit);
    if (audit.isLive()) {
      ofName.live(audit);
      return;
    }
    audit.goneAt = now;
    (audit.wasMember() ? gone : strangers).add(audit);
    ofName.gone(audit).ifPresent(this::forget);
    forget(now);
  }

  /** The server was stopped for long, and does not know who is there. */
  void startOver(long now) {
    live().forEach(audit -> audit.lostSight(now));
  }

  /** Nobody is connected any more, by the server's own doing. */
  void reopened(long now) {
    for (ClientAudit audit : live()) {
      audit.unlinked(Fate.RESET, now);
      audit.lostSight(now);
    }
  }

  /** What this server knows of a name. */
  Explanation explain(Incarnation server, String name, long now) {
    forget(now);
    NameAudit ofName = byName.get(name);
    return new Explanation(
        server,
        name,
        ofName == null ? List.of() : ofName.latest().map(audit -> audit.at(now)).toList());
  }

  private List<ClientAudit> live() {
    return byName.values().stream().flatMap(NameAudit::live).toList();
  }

  private void forget(long now) {
    forget(gone, MOST_GONE, now);
    forget(strangers, MOST_STRANGERS, now);
  }

  private void forget(Set<ClientAudit> room, int most, long now) {
    Iterator<ClientAudit> first = room.iterator();
    while (first.hasNext()) {
      ClientAudit audit = first.next();
      if (room.size() <= most && now - audit.goneAt <= REMEMBERED) {
        return;
      }
      first.remove();
      forgetName(audit);
    }
  }

  private void forget(ClientAudit audit) {
    gone.remove(audit);
    strangers.remove(audit);
    forgetName(audit);
  }

  private void forgetName(ClientAudit audit) {
    @Nullable NameAudit ofName = byName.get(audit.name);
    if (ofName != null) {
      ofName.forget(audit);
      if (ofName.isEmpty()) {
        byName.remove(audit.name);
      }
    }
  }
}
