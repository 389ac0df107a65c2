package io.rollcall.benchmarks.thin;

import java.nio.ByteBuffer;

/**
 * Cuts what comes on one connection into frames. It holds what is incomplete, and of a frame longer
 * than {@link #HELD} octets only those: thousands of snapshots would fill the heap. Not
 * thread-safe.
 */
final class Frames {
  /** The most octets of a frame that are read. */
  static final int HELD = 8 * 1024;

  /** The most octets that are left over from one reading to the next. */
  static final int MOST_LEFT = HELD + 9;

  private static final byte[] NONE = {};

  private byte[] left = NONE;
  private long skip;
  private boolean greeted;

  /** Takes frames, on the thread that reads. */
  interface Reader {
    /**
     * A frame has come.
     *
     * @param body its octets, or the first of them, until this returns
     * @param length how many octets it has
     */
    void frame(int flags, ByteBuffer body, long length);
  }

  /** Puts what was left over before what is read next. */
  void restore(ByteBuffer in) {
    in.put(left);
    left = NONE;
  }

  /** Hands on all frames that are whole, and keeps what is left. */
  void cut(ByteBuffer in, Reader reader) {
    if (!greeted && in.remaining() >= Zmtp.GREETING) {
      in.position(in.position() + Zmtp.GREETING);
      greeted = true;
    }
    if (greeted) {
      skip(in);
      while (next(in, reader)) {
        skip(in);
      }
    }
    if (in.hasRemaining()) {
      left = new byte[in.remaining()];
      in.get(left);
    }
  }

  private void skip(ByteBuffer in) {
    int now = (int) Math.min(skip, in.remaining());
    in.position(in.position() + now);
    skip -= now;
  }

  private boolean next(ByteBuffer in, Reader reader) {
    int start = in.position();
    if (in.remaining() < 2) {
      return false;
    }
    int flags = in.get(start);
    boolean large = (flags & Zmtp.LARGE) != 0;
    int head = large ? 9 : 2;
    if (in.remaining() < head) {
      return false;
    }
    long length = large ? in.getLong(start + 1) : in.get(start + 1) & 0xff;
    int held = (int) Math.min(length, HELD);
    if (in.remaining() < head + held) {
      return false;
    }
    reader.frame(flags, in.slice(start + head, held), length);
    in.position(start + head + held);
    skip = length - held;
    return true;
  }
}
