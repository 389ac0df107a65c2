package io.rollcall.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where an answer without an end is written. Thread-safe. */
public final class Outlet implements AutoCloseable {
  /** How many octets may wait for a far end that reads slowly. */
  private static final int ROOM = 256 * 1024;

  private static final byte[] NOTHING = {};

  private final Outgoing outgoing;

  Outlet(Outgoing outgoing) {
    this.outgoing = outgoing;
    outgoing.put(ByteBuffer.wrap(NOTHING), false);
  }

  /**
   * Writes it. Waits while more than 256 KiB wait already.
   *
   * @throws IOException if the far end has gone, or takes nothing for too long
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public void write(byte[] octets) throws IOException, InterruptedException {
    outgoing.await(ROOM);
    outgoing.put(ByteBuffer.wrap(octets), false);
  }

  /** Does this once the far end has gone; at once if it has. */
  public void onGone(Runnable action) {
    outgoing.onGone(action);
  }

  /** Ends the answer. */
  @Override
  public void close() {
    outgoing.put(ByteBuffer.wrap(NOTHING), true);
  }
}
