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

  private final Allowance words;

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

  /** It says something; returns whether it may. */
  boolean speaks(long now) {
    heard = true;
    return words.take(now);
  }
}
