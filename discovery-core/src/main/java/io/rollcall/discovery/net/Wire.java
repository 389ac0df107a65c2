package io.rollcall.discovery.net;

import java.nio.ByteBuffer;

/**
 * What bytes mean on one connection. All calls come on the engine's thread, never one inside
 * another; one that throws closes the connection.
 */
public interface Wire {
  /** The connection stands; the first call. */
  void opened(Connection connection);

  /**
   * Consumes one message of what has come, or all of it where no message is whole. While something
   * is left the engine calls again: in this turn of its loop as often as the connection's share
   * allows, and then in later turns, between which commands, timers and other connections run. So a
   * peer that sends much delays nobody, as long as a call does no more work than its message needs.
   *
   * <p>A call consumes something, unless it pauses or closes the connection. The buffer is the
   * engine's and is valid during the call only.
   *
   * @throws WireException if the peer breaks the rules; its message becomes the reason of the end
   */
  void received(ByteBuffer bytes) throws WireException;

  /**
   * The system takes no more for now: what was written waits in the queue, and the peer reads too
   * slowly, or not at all.
   */
  default void blocked() {}

  /**
   * {@link Connection#write} took nothing, since the queue was full; now there is room for a
   * message of that length, and half of the queue is free.
   */
  default void writable() {}

  /**
   * The peer says no more, and may still read.
   *
   * @return whether this wire has still to answer and closes the connection itself; else it is
   *     closed once what waits is written
   */
  default boolean ended() {
    return false;
  }

  /** The last call, exactly once after {@link #opened}. */
  void closed(String why);
}
