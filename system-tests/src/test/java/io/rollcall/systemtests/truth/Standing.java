package io.rollcall.systemtests.truth;

import io.rollcall.systemtests.nodes.Role;

/**
 * How it really is with one process. Immutable.
 *
 * @param role what it does
 * @param activity whether it runs
 * @param linked whether its host's cable is in
 * @param far whether it is on the far side of a network that is cut in two
 * @param mark what it says of itself, empty for who is no member
 */
public record Standing(Role role, Activity activity, boolean linked, boolean far, String mark) {

  /** Whether a process runs. */
  public enum Activity {
    RUNNING,
    FROZEN,
    DEAD
  }

  /** It starts, on a whole network. */
  public static Standing started(Role role, String mark) {
    return new Standing(role, Activity.RUNNING, true, false, mark);
  }

  Standing with(Activity now) {
    return new Standing(role, now, linked, far, mark);
  }

  Standing withLinked(boolean now) {
    return new Standing(role, activity, now, far, mark);
  }

  Standing withFar(boolean now) {
    return new Standing(role, activity, linked, now, mark);
  }

  Standing withMark(String now) {
    return new Standing(role, activity, linked, far, now);
  }

  /** Whether it runs and has its cable in. */
  boolean reachable() {
    return activity == Activity.RUNNING && linked;
  }

  /** Whether these two can talk. */
  boolean reaches(Standing other) {
    return reachable() && other.reachable() && far == other.far;
  }
}
