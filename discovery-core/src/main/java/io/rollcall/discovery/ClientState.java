package io.rollcall.discovery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a client stands with its servers. Immutable.
 *
 * @param phase how far it got
 * @param refusal why it is not let in, if the phase is {@link Phase#REFUSED}
 */
public record ClientState(Phase phase, Optional<Refusal> refusal) {

  /** How far a client got. */
  public enum Phase {
    /** No server has welcomed it, or those that had are away; it keeps trying. */
    JOINING,
    /** At least one server has welcomed it and asks it. */
    JOINED,
    /** No server has welcomed it and at least one refused; it tries again at a slow pace. */
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
