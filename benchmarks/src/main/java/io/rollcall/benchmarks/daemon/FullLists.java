package io.rollcall.benchmarks.daemon;

/**
 * What it costs to push the full list to everybody there at each join, which is gdsm's way.
 * Computed, not measured. Immutable.
 *
 * @param lists how many are pushed while so many join, one after the other
 * @param octets of these, with their lines' beginnings and ends
 */
record FullLists(long lists, double octets) {
  private static final int BEGINNING = "update_servers :: ".length();
  private static final int END = "\n".length();
  private static final int SEPARATOR = "|".length();

  /** While so many workers join, whose addresses have so many octets. */
  static FullLists of(int workers, double address) {
    long lists = 0;
    double octets = 0;
    for (int present = 1; present <= workers; present++) {
      lists += present;
      double list = present * address + (present - 1) * SEPARATOR;
      octets += present * (BEGINNING + list + END);
    }
    return new FullLists(lists, octets);
  }
}
