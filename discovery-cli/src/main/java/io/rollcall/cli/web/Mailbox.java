package io.rollcall.cli.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one browser has still to be sent, bounded. It overflows where the browser is too slow: then
 * it is empty and takes nothing until somebody starts it over. It begins so. Thread-safe.
 */
final class Mailbox {
  static final int MOST_FRAMES = 256;
  static final int MOST_BYTES = 512 * 1024;

  private final Deque<byte[]> frames = new ArrayDeque<>();
  private int bytes;
  private boolean overflown = true;
  private boolean closed;

  /** Takes a frame, or overflows. Never waits. */
  synchronized void offer(byte[] frame) {
    if (overflown || closed) {
      return;
    }
    if (frames.size() >= MOST_FRAMES || (bytes + frame.length > MOST_BYTES && !frames.isEmpty())) {
      overflow();
      return;
    }
    frames.add(frame);
    bytes += frame.length;
    notifyAll();
  }

  /** Whatever it holds is worth nothing any more. */
  synchronized void overflow() {
    frames.clear();
    bytes = 0;
    overflown = true;
    notifyAll();
  }

  /** Takes frames from now on. */
  synchronized void startOver() {
    frames.clear();
    bytes = 0;
    overflown = false;
  }

  /**
   * The next frame; {@code null} if none comes within this time, or {@link #isOverflown}, or {@link
   * #isClosed}.
   */
  synchronized byte @Nullable [] poll(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (frames.isEmpty() && !overflown && !closed) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return null;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    byte[] frame = frames.poll();
    bytes -= frame == null ? 0 : frame.length;
    return frame;
  }

  synchronized boolean isOverflown() {
    return overflown;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized void close() {
    closed = true;
    frames.clear();
    bytes = 0;
    notifyAll();
  }
}
