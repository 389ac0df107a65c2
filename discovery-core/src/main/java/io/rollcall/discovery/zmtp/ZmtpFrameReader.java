package io.rollcall.discovery.zmtp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts octets into frames, however they come. Memory grows with what has come, not with what a
 * header claims; what an unfinished frame takes beyond its first 512 octets is counted by an {@link
 * OctetBudget}. Not thread-safe.
 */
public final class ZmtpFrameReader {
  /** Hears of each whole frame. */
  public interface Receiver {
    void frame(int flags, byte[] body) throws ZmtpException;
  }

  private static final int FIRST_PART = 512;
  private static final byte[] NOTHING = {};

  private final int longest;
  private final OctetBudget budget;
  private final byte[] header = new byte[Frame.LONG_HEADER];
  private int headerRead;
  private int length = -1;
  private byte[] body = NOTHING;
  private int bodyRead;
  private int counted;

  /** Of frames whose body has at most this many octets. */
  ZmtpFrameReader(int longest, OctetBudget budget) {
    this.longest = longest;
    this.budget = budget;
  }

  /**
   * Takes the octets of one frame, or all where none is whole; hands a whole one over.
   *
   * @throws ZmtpException if a header is malformed or claims too much, the receiver objects, or
   *     there is no room for what is unfinished
   */
  void read(ByteBuffer octets, Receiver receiver) throws ZmtpException {
    if (length < 0) {
      readHeader(octets);
    }
    if (length >= 0 && !readBody(octets)) {
      hold();
    } else if (length >= 0) {
      release();
      byte[] whole = body;
      int flags = header[0];
      length = -1;
      headerRead = 0;
      body = NOTHING;
      receiver.frame(flags, whole);
    }
  }

  private void hold() throws ZmtpException {
    int more = Math.max(0, body.length - FIRST_PART) - counted;
    if (more > 0 && !budget.take(more)) {
      throw new ZmtpException("no room for a frame of %,d octets, unfinished".formatted(length));
    }
    counted += more;
  }

  /** Gives up the budget that an unfinished frame has. */
  void release() {
    budget.give(counted);
    counted = 0;
  }

  private void readHeader(ByteBuffer octets) throws ZmtpException {
    while (octets.hasRemaining() && headerRead < headerLength()) {
      header[headerRead++] = octets.get();
      if (headerRead == 1) {
        check(header[0]);
      }
    }
    if (headerRead == headerLength()) {
      length = claimed();
      body = new byte[Math.min(length, Math.max(FIRST_PART, octets.remaining()))];
      bodyRead = 0;
    }
  }

  private int headerLength() {
    return headerRead > 0 && (header[0] & Frame.LONG) != 0 ? Frame.LONG_HEADER : Frame.SHORT_HEADER;
  }

  private static void check(int flags) throws ZmtpException {
    boolean commandOfSeveral = (flags & Frame.COMMAND) != 0 && (flags & Frame.MORE) != 0;
    if ((flags & ~Frame.ALL_FLAGS) != 0 || commandOfSeveral) {
      throw new ZmtpException("a frame has flags 0x%02x".formatted(flags & 0xFF));
    }
  }

  private int claimed() throws ZmtpException {
    long claimed = header[1] & 0xFF;
    if ((header[0] & Frame.LONG) != 0) {
      claimed = ByteBuffer.wrap(header).getLong(1);
    }
    if (claimed < 0 || claimed > longest) {
      throw new ZmtpException(
          "a frame claims %s octets, more than %,d"
              .formatted(Long.toUnsignedString(claimed), longest));
    }
    return (int) claimed;
  }

  /** Whether the body is whole. */
  private boolean readBody(ByteBuffer octets) {
    while (bodyRead < length && octets.hasRemaining()) {
      if (bodyRead == body.length) {
        body = Arrays.copyOf(body, (int) Math.min(length, 2L * body.length));
      }
      int count = Math.min(octets.remaining(), body.length - bodyRead);
      octets.get(body, bodyRead, count);
      bodyRead += count;
    }
    return bodyRead == length;
  }
}
