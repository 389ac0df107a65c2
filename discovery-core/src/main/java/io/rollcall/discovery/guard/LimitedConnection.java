package io.rollcall.discovery.guard;

import io.rollcall.discovery.survey.TokenBucket;

/**
 * One who has connected to a server. Belongs to its {@link ConnectionLimiter}, and is guarded by
 * it.
 */
public class LimitedConnection {
  /** Which of a server's ports. */
  public enum Port {
    SURVEY,
    PUB_SUB
  }

  /** The connection itself. */
  public interface Handle {
    /** Breaks it; whoever reads it notices. */
    void hangUp();

    /** Whether it is not closed yet. */
    boolean isOpen();
  }

  /**
   * How many rounds' questions may pile up at a process that is stopped: those of five minutes at
   * the default pace. A process that was stopped for longer may be cut off, and joins again. More
   * would be a gift to an attacker, who could have them pile up and use them all at once.
   */
  private static final long MOST_PILED = 150;

  /** What may have piled up while the server itself was stopped: no more fits a TCP connection. */
  private static final long LONGEST_STOP = 60_000_000_000L;

  final Port port;
  final Handle handle;
  final String host;

  /** When it came, or its handshake went on. */
  long since;

  private final String address;
  private final TokenBucket words;

  /** So many words are to be expected besides; they count against nobody. */
  private long expected;

  /** Whether it has said anything. */
  private boolean heard;

  /** Whether it was told to go. */
  private boolean goes;

  /** Of this host, by its port {@code number}, since {@code now} in nanoseconds. */
  public LimitedConnection(
      Port port, String host, int number, Handle handle, TokenBucket words, long now) {
    this.port = port;
    this.handle = handle;
    this.host = host;
    this.address = host + ":" + number;
    this.words = words;
    this.since = now;
  }

  /** The far end, {@code HOST:PORT}. */
  public final String address() {
    return address;
  }

  /** The IP address of the far end. */
  public final String host() {
    return host;
  }

  /** Which of a server's ports it has connected to. */
  public final Port port() {
    return port;
  }

  /** Whether it has said anything. */
  public final boolean isHeard() {
    return heard;
  }

  /** Counts as one who has said something. */
  public final void setHeard() {
    heard = true;
  }

  /** Whether it was told to go. */
  public final boolean goes() {
    return goes;
  }

  void hangUp() {
    goes = true;
    handle.hangUp();
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
