package io.rollcall.http;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The body of a request: written while it arrives, then read once. It never moves what it has, and
 * lets go of each block that has been read. Not thread-safe.
 */
final class Body extends InputStream {
  private static final int LEAST = 1 << 10;
  private static final int MOST = 64 << 10;

  /** All are full, but for the last one. */
  private final Deque<byte[]> blocks = new ArrayDeque<>();

  private long length;
  private long left;

  /** How much of the last block is free. */
  private int free;

  /** How much of the first block has been read. */
  private int position;

  /** Takes these octets. Returns how many octets of memory were allocated for them. */
  int write(ByteBuffer octets) {
    int allocated = 0;
    while (octets.hasRemaining()) {
      if (free == 0) {
        free = (int) Math.max(LEAST, Math.min(MOST, length));
        blocks.add(new byte[free]);
        allocated += free;
      }
      byte[] last = blocks.getLast();
      int some = Math.min(free, octets.remaining());
      octets.get(last, last.length - free, some);
      free -= some;
      length += some;
      left += some;
    }
    return allocated;
  }

  /** Lets go of everything. */
  void drop() {
    blocks.clear();
    free = 0;
    left = 0;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int most) {
    if (left == 0 || most == 0) {
      return most == 0 ? 0 : -1;
    }
    byte[] first = blocks.getFirst();
    int some = (int) Math.min(Math.min(most, first.length - position), left);
    System.arraycopy(first, position, into, offset, some);
    position += some;
    left -= some;
    if (position == first.length || left == 0) {
      blocks.removeFirst();
      position = 0;
    }
    return some;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, left);
  }
}
