package io.rollcall.discovery.zmq;

import io.rollcall.discovery.survey.Allowance;

/** One who has connected to a server. Belongs to its {@link Callers}, and is guarded by them. */
final class Caller {
  /** Which of a server's ports. */
  enum Port {
    SURVEY,
    PUB_SUB
  }

  /** The connection itself. Thread-safe. */
  interface Line {
    /** Breaks it; whoever reads it notices. */
    void hangUp();

    boolean isOpen();
  }

  final Port port;
  final Line line;
  final String host;
  final String address;
  final long since;

  /**
   * How many rounds' questions may pile up at a process that is stopped: those of five minutes at
   * the default pace. A process that was stopped for longer may be cut off, and joins again. More
   * would be a gift to an attacker, who could have them pile up and use them all at once.
   */
  private static final long MOST_PILED = 150;

  /** What may have piled up while the server itself was stopped: no more fits a TCP connection. */
  private static final long LONGEST_STOP = 60_000_000_000L;

  private final Allowance words;

  /** So many words are to be expected besides; they count against nobody. */
  private long expected;

  /** Whether it has said anything. */
  boolean heard;

  /** Whether it was told to go. */
  boolean goes;

  private final Parts parts = new Parts();
  private final Topics topics = new Topics();

  Caller(Port port, String host, int number, Line line, Allowance words, long now) {
    this.port = port;
    this.line = line;
    this.host = host;
    this.address = host + ":" + number;
    this.words = words;
    this.since = now;
  }

  /** Whether this is a frame of a message of several. */
  boolean isPart(Inbound.Kind kind) {
    return parts.isPart(kind);
  }

  /** Whether this frame, perhaps part of a message of several, may be read as what it says. */
  boolean may(boolean part, byte[] frame) {
    return port == Port.SURVEY || (!part && topics.take(frame));
  }

  /** It was asked something that so many behind it may answer. */
  void asked(int answers) {
    expected = Math.max(expected, Math.min(expected + answers, answers * MOST_PILED));
  }

  /** What it said while the server was stopped for so long comes now. */
  void piledUp(long nanos) {
    expected += words.in(Math.min(nanos, LONGEST_STOP));
  }

  /** It says something; returns whether it may. */
  boolean speaks(long now) {
    heard = true;
    if (expected > 0) {
      expected--;
      return true;
    }
    return words.take(now);
  }
}
