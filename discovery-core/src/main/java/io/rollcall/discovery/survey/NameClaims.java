package io.rollcall.discovery.survey;

import io.rollcall.discovery.Incarnation;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Which clients claim each name; of several the one that started last holds it. */
final class NameClaims {
  private final Map<String, NavigableMap<Incarnation, Attendee>> byName = new HashMap<>();

  void add(Attendee attendee) {
    String name = attendee.name();
    NavigableMap<Incarnation, Attendee> claims = byName.get(name);
    if (claims == null) {
      claims = new TreeMap<>();
      byName.put(name, claims);
    }
    claims.put(attendee.client, attendee);
  }

  void remove(Attendee attendee) {
    NavigableMap<Incarnation, Attendee> claims = byName.get(attendee.name());
    if (claims != null && claims.remove(attendee.client) != null && claims.isEmpty()) {
      byName.remove(attendee.name());
    }
  }

  void clear() {
    byName.clear();
  }

  /** Those who claim this name, in the order in which they started. */
  Collection<Attendee> of(String name) {
    NavigableMap<Incarnation, Attendee> claims = byName.get(name);
    return claims == null ? List.of() : Collections.unmodifiableCollection(claims.values());
  }

  /** The one that holds this name, if anybody claims it. */
  @Nullable Attendee holder(String name) {
    NavigableMap<Incarnation, Attendee> claims = byName.get(name);
    return claims == null ? null : claims.lastEntry().getValue();
  }

  /** Each name that is claimed, with those who claim it. */
  void forEach(BiConsumer<String, Collection<Attendee>> reader) {
    byName.forEach((name, claims) -> reader.accept(name, claims.values()));
  }
}
