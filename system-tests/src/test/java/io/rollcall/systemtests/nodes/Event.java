package io.rollcall.systemtests.nodes;

/**
 * What a view said of one member. Immutable.
 *
 * @param at when, in the nanoseconds of the machine's monotonic clock
 * @param what {@code joined}, {@code updated}, {@code left} or {@link #OLDER}
 * @param cause why it left or which is older, else empty
 */
public record Event(long at, String what, String member, String cause) {

  /** What the member said of itself is older than what this view has heard of it before. */
  public static final String OLDER = "older";

  @Override
  public String toString() {
    return what + " " + member + (cause.isEmpty() ? "" : " " + cause);
  }
}
