package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The audits of all clients that had one name. Of those that are gone it keeps the last few. */
final class NameAudit {
  private static final int MOST = 8;

  private final NavigableMap<Incarnation, ClientAudit> live =
      new TreeMap<>(Comparator.reverseOrder());
  private final NavigableMap<Incarnation, ClientAudit> gone =
      new TreeMap<>(Comparator.reverseOrder());

  @Nullable ClientAudit find(Incarnation client) {
    ClientAudit found = live.get(client);
    return found == null ? gone.get(client) : found;
  }

  void live(ClientAudit audit) {
    gone.remove(audit.client);
    live.put(audit.client, audit);
  }

  /** This one is gone; returns one that there is no room for any more, of strangers first. */
  Optional<ClientAudit> gone(ClientAudit audit) {
    live.remove(audit.client);
    gone.put(audit.client, audit);
    return gone.size() <= MOST
        ? Optional.empty()
        : gone.values().stream()
            .min(
                Comparator.comparing(ClientAudit::wasMember)
                    .thenComparingLong(each -> each.goneAt)
                    .thenComparing(each -> each.client));
  }

  void forget(ClientAudit audit) {
    gone.remove(audit.client);
  }

  boolean isEmpty() {
    return live.isEmpty() && gone.isEmpty();
  }

  Stream<ClientAudit> live() {
    return live.values().stream();
  }

  /** The latest few, those live before those gone; the latest start first. */
  Stream<ClientAudit> latest() {
    return Stream.concat(live.values().stream(), gone.values().stream())
        .limit(MOST)
        .sorted(Comparator.comparing((ClientAudit each) -> each.client).reversed());
  }
}
