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
   * Consumes what has come. The buffer is the engine's and is valid during the call only.
   *
   * @throws WireException if the peer breaks the rules; its message becomes the reason of the end
   */
  void received(ByteBuffer bytes) throws WireException;

  /** The last call, exactly once after {@link #opened}. */
  void closed(String why);
}
