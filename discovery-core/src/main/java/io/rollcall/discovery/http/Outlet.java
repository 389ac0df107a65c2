package io.rollcall.discovery.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** Where an answer without an end is written. Thread-safe. */
public final class Outlet implements AutoCloseable {
  /** What may wait for a far end that reads slowly. */
  private static final int ROOM = 256 * 1024;

  private final HttpWire wire;
  private int handedOver;
  private int queued;
  private boolean gone;
  private Runnable whenGone = () -> {};

  Outlet(HttpWire wire) {
    this.wire = wire;
  }

  /**
   * Writes it. Waits while much waits already.
   *
   * @throws IOException if the far end has gone, or takes nothing for too long
   */
  public void write(byte[] octets) throws IOException, InterruptedException {
    synchronized (this) {
      long end = System.nanoTime() + wire.limits().patience().toNanos();
      while (handedOver + queued > ROOM && !gone) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          break;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      if (gone || handedOver + queued > ROOM) {
        throw new IOException("the far end has gone, or takes nothing");
      }
      handedOver += octets.length;
    }
    wire.engine().execute(() -> wire.write(this, ByteBuffer.wrap(octets)));
  }

  /** Does this once the far end has gone; at once if it has. */
  public void onGone(Runnable action) {
    boolean already;
    synchronized (this) {
      whenGone = action;
      already = gone;
    }
    if (already) {
      action.run();
    }
  }

  /** So much of what was handed over has reached the connection, where so much waits now. */
  synchronized void moved(int octets, int nowQueued) {
    handedOver -= octets;
    queued = nowQueued;
    notifyAll();
  }

  void end() {
    Runnable action;
    synchronized (this) {
      gone = true;
      action = whenGone;
      notifyAll();
    }
    action.run();
  }

  /** Ends the answer, and the connection with it. */
  @Override
  public void close() {
    wire.engine().execute(() -> wire.end(this));
  }
}
