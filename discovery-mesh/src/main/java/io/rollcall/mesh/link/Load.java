package io.rollcall.mesh.link;

import org.jspecify.annotations.Nullable;

/**
 * What one frame of another node costs this one, from its first octet until it makes no work any
 * more. For the engine's thread only.
 */
final class Load {
  /** Of a frame that this node has asked for itself. */
  static final Load NONE = new Load(null, 0);

  private final @Nullable InboundFlow flow;
  private final int octets;
  private int uses = 1;
  private boolean reserved;

  Load(@Nullable InboundFlow flow, int octets) {
    this.flow = flow;
    this.octets = octets;
  }

  /** Keeps its octets; returns whether there is room for them beside those of all links. */
  boolean reserve() {
    reserved = reserved || flow == null || flow.room().take(octets);
    return reserved;
  }

  /** One more works on it, who {@link #release}s it, too. */
  Load share() {
    uses++;
    return this;
  }

  /** One of those who work on it is done. */
  void release() {
    uses--;
    if (uses == 0 && flow != null) {
      if (reserved) {
        flow.room().give(octets);
      }
      flow.ended(octets);
    }
  }
}
