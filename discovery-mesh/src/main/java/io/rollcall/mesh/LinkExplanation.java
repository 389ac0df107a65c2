package io.rollcall.mesh;

import io.rollcall.discovery.Address;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How this node's link to another one stands: the connection on which this one asks and the other
 * answers. Immutable.
 *
 * @param node the name of the other node
 * @param state how it stands
 * @param address where the roster says that the node listens; empty if the roster has no such node
 * @param age how long the link has been in this state; empty if there was none since this node
 *     started, or since the other one did
 * @param pending how many requests and messages of this node have neither an answer nor a
 *     confirmation
 * @param lastFailure why the link ended the last time; empty as {@code age}
 */
public record LinkExplanation(
    String node,
    State state,
    Optional<Address> address,
    Optional<Duration> age,
    int pending,
    Optional<Failure> lastFailure) {

  /** How a link stands. */
  public enum State {
    /** There is none: nothing was sent yet, or the last one has ended. The next request dials. */
    NONE,
    /** It is dialled, or the other node has not let this one in yet. */
    CONNECTING,
    /** Requests and messages go through. */
    OPEN
  }

  /**
   * Why a link ended.
   *
   * @param cause what its requests failed with
   * @param detail what is known beyond that; may be empty
   * @param ago how long it is ago
   */
  public record Failure(FailureCause cause, String detail, Duration ago) {}

  /** That there was no link to a node so far. */
  public static LinkExplanation none(String node, Optional<Address> address) {
    return new LinkExplanation(node, State.NONE, address, Optional.empty(), 0, Optional.empty());
  }

  /** A few lines of text to read. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("link to node '%s'%s: ".formatted(node, address.map(at -> " at " + at).orElse("")))
        .append(state.name().toLowerCase(Locale.ROOT))
        .append(age.map(since -> " for " + seconds(since)).orElse(""))
        .append(", %d pending".formatted(pending));
    lastFailure.ifPresent(
        failed ->
            text.append("\n  last ended %s ago: %s".formatted(seconds(failed.ago), failed.cause))
                .append(failed.detail.isEmpty() ? "" : ": " + failed.detail));
    return text.toString();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
  }
}
