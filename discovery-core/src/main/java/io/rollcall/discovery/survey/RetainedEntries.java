package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import io.rollcall.discovery.wire.Present;
import io.rollcall.discovery.wire.Tombstone;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What servers listed that went away, or were away and are there again. Of each name it keeps the
 * latest incarnations, each as its newest update has it: when the latest leaves, an older one that
 * lives holds the name again.
 */
final class RetainedEntries {
  /** So many incarnations of one name are kept. */
  private static final int MOST = 8;

  private final Map<String, NavigableMap<Incarnation, Present>> byName = new HashMap<>();

  void add(Present present) {
    NavigableMap<Incarnation, Present> ofName =
        byName.computeIfAbsent(present.name(), any -> new TreeMap<>());
    ofName.merge(present.session().client(), present, (old, it) -> it.beats(old) ? it : old);
    if (ofName.size() > MOST) {
      ofName.pollFirstEntry();
    }
  }

  void addAll(RetainedEntries others) {
    others.byName.values().forEach(ofName -> ofName.values().forEach(this::add));
  }

  /** The latest under this name among what is valid. */
  @Nullable Present latest(String name, Predicate<Present> valid) {
    NavigableMap<Incarnation, Present> ofName = byName.get(name);
    if (ofName != null) {
      for (Present present : ofName.descendingMap().values()) {
        if (valid.test(present)) {
          return present;
        }
      }
    }
    return null;
  }

  /** Takes the stay out that ended, if it is here; returns its name. */
  Optional<String> remove(Tombstone tombstone) {
    Incarnation client = tombstone.session().client();
    String name = tombstone.name().isEmpty() ? nameOf(client) : tombstone.name();
    NavigableMap<Incarnation, Present> ofName = byName.get(name);
    Present present = ofName == null ? null : ofName.get(client);
    if (ofName == null || present == null || !ServerView.isOf(tombstone, present)) {
      return Optional.empty();
    }
    ofName.remove(client);
    if (ofName.isEmpty()) {
      byName.remove(name);
    }
    return Optional.of(present.name());
  }

  /** A goodbye that came to a server which did not know the client has no name. */
  private String nameOf(Incarnation client) {
    for (var ofName : byName.entrySet()) {
      if (ofName.getValue().containsKey(client)) {
        return ofName.getKey();
      }
    }
    return "";
  }

  Set<String> names() {
    return byName.keySet();
  }

  void clear() {
    byName.clear();
  }
}
