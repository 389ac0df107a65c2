package io.rollcall.haproxy;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;

/** Says a thing once for as long as it lasts. One thread at a time. */
final class Once {
  private final Logger log;
  private final Set<String> said = new HashSet<>();

  Once(Logger log) {
    this.log = log;
  }

  /** Warns, unless it has for this key. */
  void warn(String key, String message) {
    if (said.add(key)) {
      log.warn(message);
    }
  }

  /** Only these last; what has ended is worth a warning when it comes back. */
  void retain(Collection<String> keys) {
    if (!said.isEmpty()) {
      said.retainAll(Set.copyOf(keys));
    }
  }
}
