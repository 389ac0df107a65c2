package io.rollcall.discovery.survey;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A {@link Counter} for each value of an enum: one thread counts, any may read. */
public final class Counters<K extends Enum<K>> {
  private final Map<K, Counter> counters;

  /** Each begins with 0. */
  public Counters(Class<K> keys) {
    counters = new EnumMap<>(keys);
    for (K key : keys.getEnumConstants()) {
      counters.put(key, new Counter());
    }
  }

  /** Each begins where that of another one stands now. */
  public Counters(Counters<K> former) {
    counters = new EnumMap<>(former.counters);
    counters.replaceAll((key, counter) -> new Counter(counter));
  }

  /** One more of this. Only for the thread that counts. */
  public void increment(K key) {
    of(key).increment();
  }

  /** How many of this there were. */
  public long value(K key) {
    return of(key).value();
  }

  private Counter of(K key) {
    return Objects.requireNonNull(counters.get(key));
  }
}
