package io.rollcall.jeromq;

import io.rollcall.discovery.guard.LimitedConnection;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * A TCP connection that JeroMQ reads. Thread-safe; two are one if their channel is.
 *
 * <p>To close the channel would leave JeroMQ without a word of it. When its input ends JeroMQ
 * closes it in good order.
 */
record TcpHandle(SocketChannel channel) implements LimitedConnection.Handle {

  @Override
  public void hangUp() {
    try {
      channel.shutdownInput();
    } catch (IOException closedAlready) {
      // Then there is nothing to end.
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }
}
