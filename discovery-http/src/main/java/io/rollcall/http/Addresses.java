package io.rollcall.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many connections come from each address; those without one are not counted. Not thread-safe.
 */
final class Addresses {
  private final Map<InetAddress, Integer> counts = new HashMap<>();

  /** How many come from there. */
  int count(@Nullable InetAddress from) {
    return from == null ? 0 : counts.getOrDefault(from, 0);
  }

  /** One more. */
  void add(@Nullable InetAddress from) {
    if (from != null) {
      counts.merge(from, 1, Integer::sum);
    }
  }

  /** One less. */
  void remove(@Nullable InetAddress from) {
    if (from != null) {
      counts.computeIfPresent(from, (any, count) -> count == 1 ? null : count - 1);
    }
  }
}
