package io.rollcall.discovery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client has joined, and if not, why. Immutable.
 *
 * @param phase the phase
 * @param refusal why servers refuse it, if the phase is {@link Phase#REFUSED}
 */
public record ClientState(Phase phase, Optional<Refusal> refusal) {

  /** The phases of a client. */
  public enum Phase {
    /** No server has accepted it yet, or those that had are away; it keeps trying. */
    JOINING,
    /** At least one server has accepted it and surveys it. */
    JOINED,
    /** At least one server refused it, and none has accepted it; it retries every few seconds. */
    REFUSED,
    /** It was closed. */
    CLOSED
  }

  /**
   * A state.
   *
   * @throws IllegalArgumentException if there is a refusal and the phase is another one, or none
   *     and the phase is {@link Phase#REFUSED}
   */
  public ClientState {
    if (refusal.isPresent() != (phase == Phase.REFUSED)) {
      throw new IllegalArgumentException("phase %s with refusal %s".formatted(phase, refusal));
    }
  }

  /**
   * A state without a refusal.
   *
   * @throws IllegalArgumentException if the phase is {@link Phase#REFUSED}
   */
  public static ClientState of(Phase phase) {
    return new ClientState(phase, Optional.empty());
  }

  /** Refused for this reason. */
  public static ClientState refused(Refusal refusal) {
    return new ClientState(Phase.REFUSED, Optional.of(refusal));
  }

  // A record's own equals and hashCode load ObjectMethods at their first call: see "A fresh JVM"
  // in docs/internals/architecture.md.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientState that && phase == that.phase && refusal.equals(that.refusal);
  }

  @Override
  public int hashCode() {
    return phase.hashCode() * 31 + refusal.hashCode();
  }

  @Override
  public String toString() {
    return refusal.map(why -> phase + " (" + why + ")").orElse(phase.name());
  }
}
