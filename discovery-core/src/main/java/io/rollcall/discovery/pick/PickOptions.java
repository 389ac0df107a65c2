package io.rollcall.discovery.pick;

import io.rollcall.discovery.check.Bounds;
import java.time.Duration;
import java.util.Objects;

/**
 * Options of {@link Picker} and {@link KeyPicker}. Immutable.
 *
 * @param zone the preferred zone: members with this attribute {@code zone} are picked before all
 *     others; {@code ""} for none
 * @param exclusion how long a member is not picked after {@link Picker#failed}, while another one
 *     can be
 */
public record PickOptions(String zone, Duration exclusion) {
  private static final Duration USUAL_EXCLUSION = Duration.ofSeconds(5);
  private static final PickOptions DEFAULTS = new PickOptions("", USUAL_EXCLUSION);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if {@code exclusion} is negative or over 24 hours
   */
  public PickOptions {
    Objects.requireNonNull(zone, "zone");
    Bounds.within("exclusion", exclusion, Duration.ZERO, Duration.ofDays(1));
  }

  /** No zone, and an exclusion of 5 s. */
  public static PickOptions defaults() {
    return DEFAULTS;
  }

  /** With another {@code zone}: whose members are picked before all others. */
  public PickOptions withZone(String zone) {
    return new PickOptions(zone, exclusion);
  }

  /**
   * With another {@code exclusion}: for how long one that has failed is not picked.
   *
   * @throws IllegalArgumentException if it is negative or over 24 hours
   */
  public PickOptions withExclusion(Duration exclusion) {
    return new PickOptions(zone, exclusion);
  }
}
