package io.rollcall.daemon;

import io.rollcall.daemon.text.Command;
import io.rollcall.daemon.text.LineReader;
import io.rollcall.daemon.text.WorkerAddress;
import io.rollcall.discovery.net.Connection;
import io.rollcall.discovery.net.Wire;
import io.rollcall.discovery.net.WireException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection of the text port: lines come, and each is answered in its turn. */
final class TextConnection implements Wire {
  private final TextPort port;
  private final LineReader reader = new LineReader();
  private @Nullable Connection connection;
  private boolean isWaitedFor;

  /** The answer for which the queue had no room. */
  private @Nullable ByteBuffer pending;

  TextConnection(TextPort port) {
    this.port = port;
  }

  /** Where the peer is: {@code 10.0.0.3:52824}. */
  String address() {
    return WorkerAddress.of(ip(), peer().getPort());
  }

  /** The peer's IP. */
  InetAddress ip() {
    return peer().getAddress();
  }

  void close(String why) {
    open().close(why);
  }

  @Override
  public void opened(Connection opened) {
    connection = opened;
    port.opened(this);
  }

  @Override
  public void received(ByteBuffer bytes) throws WireException {
    String line = next(bytes);
    if (line != null) {
      open().established();
      port.counts.lines.incrementAndGet();
      answer(port.answer(this, Command.of(line)));
    }
  }

  private @Nullable String next(ByteBuffer bytes) throws WireException {
    int most = port.longestLine(ip());
    try {
      return reader.next(bytes, most);
    } catch (WireException tooLong) {
      port.tooLong(this, most, reader.head());
      throw tooLong;
    }
  }

  @Override
  public void closed(String why) {
    port.closed(this, why);
  }

  /** Who doesn't read its answers is asked for no more questions until it has. */
  private void answer(ByteBuffer line) {
    if (!open().write(line)) {
      pending = line;
      open().pause();
    }
  }

  @Override
  public void writable() {
    ByteBuffer line = pending;
    if (line != null) {
      pending = null;
      open().resume();
      answer(line);
    }
  }

  @Override
  public void blocked() {
    if (!isWaitedFor) {
      isWaitedFor = true;
      awaitReader();
    }
  }

  /** Who reads nothing at all for a while is let go, however little waits for it. */
  private void awaitReader() {
    long before = open().written();
    port.later(
        () -> {
          if (open().queued() == 0) {
            isWaitedFor = false;
          } else if (open().written() > before) {
            awaitReader();
          } else {
            tooSlow("has read nothing for a while");
          }
        });
  }

  private void tooSlow(String why) {
    if (open().isOpen()) {
      port.counts.slow.incrementAndGet();
      port.complain(address() + " " + why);
      close("the peer " + why);
    }
  }

  /** The peer's IP and port. */
  InetSocketAddress peer() {
    return (InetSocketAddress) open().peer();
  }

  private Connection open() {
    return Objects.requireNonNull(connection);
  }
}
