package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.check.Bounds;
import io.rollcall.discovery.net.SocketLimits;
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
    int maxMessage, SocketLimits limits, Duration reconnectLeast, Duration reconnectMost) {
  private static final int MOST_OCTETS = 1 << 30;

  /**
   * Checks each value.
   *
   * @throws IllegalArgumentException if one is out of its bound
   */
  public SpOptions {
    Bounds.within("maxMessage", maxMessage, 1, MOST_OCTETS);
    Objects.requireNonNull(limits, "limits");
    if (reconnectLeast.isNegative() || reconnectLeast.isZero()) {
      throw new IllegalArgumentException(
          "reconnectLeast is " + reconnectLeast + "; it must be above zero");
    }
    Bounds.within("reconnectMost", reconnectMost, reconnectLeast, Duration.ofHours(1));
  }

  /** Messages of 1 MiB, {@link SocketLimits#defaults()}, reconnects after 10 ms to 1 s. */
  public static SpOptions defaults() {
    return new SpOptions(
        1 << 20, SocketLimits.defaults(), Duration.ofMillis(10), Duration.ofSeconds(1));
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
  public SpOptions withLimits(SocketLimits limits) {
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
