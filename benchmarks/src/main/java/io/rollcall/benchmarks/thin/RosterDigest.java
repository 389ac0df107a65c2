package io.rollcall.benchmarks.thin;

import java.util.Collection;
import java.util.TreeSet;

/** Who is on a roster, as one short word, so that rosters of several processes can be compared. */
public final class RosterDigest {
  private RosterDigest() {}

  /** How many names there are, and a hash of them. */
  public static String of(Collection<String> names) {
    return names.size() + "/" + Integer.toHexString(new TreeSet<>(names).hashCode());
  }
}
