package io.rollcall.sim;

/**
 * What happens to frames under way, as probabilities of each. Mutable, so that it can change.
 *
 * <p>ZeroMQ over TCP neither loses nor repeats within a connection; the protocol is to survive
 * worse.
 */
public final class NetworkConditions {
  /** A frame is lost. */
  public double loss;

  /** A frame arrives twice. */
  public double duplication;

  /** A frame is overtaken by later ones. */
  public double reordering;

  /** A frame takes longer, by up to {@link #delay}. */
  public double delaying;

  /** How much longer a delayed frame takes, in nanoseconds. */
  public long delay;

  /** Fair conditions. */
  public NetworkConditions() {}

  /** Everything arrives again, in order. */
  public void clear() {
    loss = 0;
    duplication = 0;
    reordering = 0;
    delaying = 0;
  }
}
