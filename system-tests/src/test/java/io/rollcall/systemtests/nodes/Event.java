package io.rollcall.systemtests.nodes;

/**
 * What a view said of one member. Immutable.
 *
 * @param at when, in the nanoseconds of the machine's monotonic clock
 * @param what {@code joined}, {@code updated} or {@code left}
 * @param cause why it left, else empty
 */
public record Event(long at, String what, String member, String cause) {
  @Override
  public String toString() {
    return what + " " + member + (cause.isEmpty() ? "" : " " + cause);
  }
}
