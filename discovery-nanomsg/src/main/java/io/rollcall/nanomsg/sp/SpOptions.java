package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.net.Limits;
import java.time.Duration;
import java.util.Objects;

/**
 * How much a socket takes, and how it reconnects. Immutable.
 *
 * @param maxMessage octets of the longest message that is taken, 1 to 2^30; a longer one closes its
 *     pipe
 * @param limits of connections, and of what waits for one pipe
 * @param reconnectLeast the pause before the second attempt to connect; above zero
 * @param reconnectMost the longest pause; at least the least, at most 1 hour
 */
public record SpOptions(
    int maxMessage, Limits limits, Duration reconnectLeast, Duration reconnectMost) {
  private static final int MOST_OCTETS = 1 << 30;

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException if one is out of its bound
   */
  public SpOptions {
    if (maxMessage < 1 || maxMessage > MOST_OCTETS) {
      throw new IllegalArgumentException(
          "maxMessage is " + maxMessage + "; it must be 1 to " + MOST_OCTETS);
    }
    Objects.requireNonNull(limits, "limits");
    if (reconnectLeast.isNegative() || reconnectLeast.isZero()) {
      throw new IllegalArgumentException(
          "reconnectLeast is " + reconnectLeast + "; it must be above zero");
    }
    if (reconnectMost.compareTo(reconnectLeast) < 0
        || reconnectMost.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "reconnectMost is " + reconnectMost + "; it must be " + reconnectLeast + " to PT1H");
    }
  }

  /** Messages of 1 MiB, {@link Limits#defaults()}, reconnects after 10 ms to 1 s. */
  public static SpOptions defaults() {
    return new SpOptions(1 << 20, Limits.defaults(), Duration.ofMillis(10), Duration.ofSeconds(1));
  }

  /**
   * With another bound of a message's length.
   *
   * @throws IllegalArgumentException if it is out of its bound
   */
  public SpOptions withMaxMessage(int maxMessage) {
    return new SpOptions(maxMessage, limits, reconnectLeast, reconnectMost);
  }

  /** With other limits. */
  public SpOptions withLimits(Limits limits) {
    return new SpOptions(maxMessage, limits, reconnectLeast, reconnectMost);
  }

  /**
   * With another least and longest pause between attempts to connect.
   *
   * @throws IllegalArgumentException if one is out of its bound
   */
  public SpOptions withReconnect(Duration least, Duration most) {
    return new SpOptions(maxMessage, limits, least, most);
  }
}
