package io.rollcall.nanomsg.sp;

import io.rollcall.discovery.net.Connection;

/**
 * One connection of a socket whose handshake is done. Not thread-safe: for the engine's thread, but
 * for {@link #number} and {@link #generation}.
 */
public final class Pipe {
  /** Each costs the thread that serves all: who sends so many is closed. */
  static final int MOST_MISPLACED = 256;

  final Asked asked = new Asked();
  private final Connection connection;
  private final long number;
  private final Generation generation;
  private final boolean ipc;
  private boolean complained;
  private int misplaced;

  Pipe(Connection connection, long number, Generation generation, boolean ipc) {
    this.connection = connection;
    this.number = number;
    this.generation = generation;
    this.ipc = ipc;
  }

  /** Of the socket's pipes the how-manieth, from 1 on; no two share one. */
  public long number() {
    return number;
  }

  /** The peer's address, {@code 127.0.0.1:4242}, or the endpoint on {@code ipc://}. */
  public String address() {
    return connection.address();
  }

  /** What the peer speaks. */
  public Generation generation() {
    return generation;
  }

  /** Closes it; the socket's {@code lost} follows once the present callback has returned. */
  public void close(String why) {
    connection.close(why);
  }

  /** Whether it is neither closed nor about to be. */
  public boolean isOpen() {
    return connection.isOpen();
  }

  /** Octets that wait to be written, with what they cost besides. */
  public int queued() {
    return connection.queued();
  }

  @Override
  public String toString() {
    return "pipe " + number + " (" + address() + ")";
  }

  /** Whether there was room for it in the queue. */
  boolean send(Frame frame) {
    return connection.write(frame.on(ipc));
  }

  void finish(long nanos, String why) {
    connection.finish(nanos, why);
  }

  /** One more message came that it had no reason to send; whether that is enough. */
  boolean misplace() {
    misplaced++;
    return misplaced >= MOST_MISPLACED;
  }

  Connection connection() {
    return connection;
  }

  /** Whether it is the first time. */
  boolean complain() {
    boolean first = !complained;
    complained = true;
    return first;
  }
}
