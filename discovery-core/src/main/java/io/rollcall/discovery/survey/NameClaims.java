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
  private final Map<String, NavigableMap<Incarnation, ClientRecord>> byName = new HashMap<>();

  void add(ClientRecord record) {
    String name = record.name();
    NavigableMap<Incarnation, ClientRecord> claims = byName.get(name);
    if (claims == null) {
      claims = new TreeMap<>();
      byName.put(name, claims);
    }
    claims.put(record.client, record);
  }

  void remove(ClientRecord record) {
    NavigableMap<Incarnation, ClientRecord> claims = byName.get(record.name());
    if (claims != null && claims.remove(record.client) != null && claims.isEmpty()) {
      byName.remove(record.name());
    }
  }

  void clear() {
    byName.clear();
  }

  /** Those who claim this name, in the order in which they started. */
  Collection<ClientRecord> of(String name) {
    NavigableMap<Incarnation, ClientRecord> claims = byName.get(name);
    return claims == null ? List.of() : Collections.unmodifiableCollection(claims.values());
  }

  /** The one that holds this name, if anybody claims it. */
  @Nullable ClientRecord holder(String name) {
    NavigableMap<Incarnation, ClientRecord> claims = byName.get(name);
    return claims == null ? null : claims.lastEntry().getValue();
  }

  /** Each name that is claimed, with those who claim it. */
  void forEach(BiConsumer<String, Collection<ClientRecord>> reader) {
    byName.forEach((name, claims) -> reader.accept(name, claims.values()));
  }
}
