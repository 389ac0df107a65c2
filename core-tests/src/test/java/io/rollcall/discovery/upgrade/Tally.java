package io.rollcall.discovery.upgrade;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What the patched classes of one build report; each build has a class of its own. */
public final class Tally {
  /** What the added field holds. */
  public static final int FIELD = 0x0a0b0c0d;

  /** Stands for the field where it is missing. */
  public static final int ABSENT = -1;

  static final Set<String> WITH_FIELD = ConcurrentHashMap.newKeySet();
  static final Set<String> WITHOUT_FIELD = ConcurrentHashMap.newKeySet();
  static final Set<String> IGNORED_BY = ConcurrentHashMap.newKeySet();
  static final Set<String> DROPPED = ConcurrentHashMap.newKeySet();

  private Tally() {}

  public static void read(Object message, int field) {
    if (field != ABSENT && field != FIELD) {
      throw new IllegalStateException("the field of " + message + " holds " + field);
    }
    (field == ABSENT ? WITHOUT_FIELD : WITH_FIELD).add(message.getClass().getSimpleName());
  }

  public static void ignored(String role) {
    IGNORED_BY.add(role);
  }

  public static void dropped(String owner, String what) {
    DROPPED.add(owner + ": " + what);
  }

  static void forget() {
    Stream.of(WITH_FIELD, WITHOUT_FIELD, IGNORED_BY, DROPPED).forEach(Set::clear);
  }
}
