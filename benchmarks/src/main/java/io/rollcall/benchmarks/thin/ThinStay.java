package io.rollcall.benchmarks.thin;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A thin peer that is there under a name. */
abstract class ThinStay extends ThinPeer {
  private static final byte[] HANDSHAKE = Zmtp.handshake("DEALER");

  final ThinStays stays;
  final String name;

  /** When it was about to say its name, by {@link System#nanoTime}. */
  long saidAt;

  ThinStay(ThinLoop loop, InetSocketAddress address, ThinStays stays, String name) {
    super(loop, address, HANDSHAKE);
    this.stays = stays;
    this.name = name;
  }

  /** Says goodbye. */
  abstract void leave() throws IOException;
}
