package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The chronicles of one name. Of those that are gone it keeps the last few. */
final class Namesakes {
  private static final int MOST = 8;

  private final NavigableMap<Incarnation, Chronicle> live =
      new TreeMap<>(Comparator.reverseOrder());
  private final NavigableMap<Incarnation, Chronicle> gone =
      new TreeMap<>(Comparator.reverseOrder());

  @Nullable Chronicle find(Incarnation client) {
    Chronicle found = live.get(client);
    return found == null ? gone.get(client) : found;
  }

  void live(Chronicle chronicle) {
    gone.remove(chronicle.client);
    live.put(chronicle.client, chronicle);
  }

  /** This one is gone; returns one that there is no room for any more, of strangers first. */
  Optional<Chronicle> gone(Chronicle chronicle) {
    live.remove(chronicle.client);
    gone.put(chronicle.client, chronicle);
    return gone.size() <= MOST
        ? Optional.empty()
        : gone.values().stream()
            .min(
                Comparator.comparing(Chronicle::wasMember)
                    .thenComparingLong(each -> each.goneAt)
                    .thenComparing(each -> each.client));
  }

  void forget(Chronicle chronicle) {
    gone.remove(chronicle.client);
  }

  boolean isEmpty() {
    return live.isEmpty() && gone.isEmpty();
  }

  Stream<Chronicle> live() {
    return live.values().stream();
  }

  /** The latest few, those live before those gone; the latest start first. */
  Stream<Chronicle> latest() {
    return Stream.concat(live.values().stream(), gone.values().stream())
        .limit(MOST)
        .sorted(Comparator.comparing((Chronicle each) -> each.client).reversed());
  }
}
