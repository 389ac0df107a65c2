package io.rollcall.jeromq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;

/**
 * Waits on many sockets at once, and knows which of them may have something to read. {@link
 * #wakeup} is thread-safe, everything else is for the loop's thread.
 */
final class SocketSelector {
  private static final Logger log = LoggerFactory.getLogger(SocketSelector.class);

  /** A writer signals a moment before what it wrote can be read; that moment. */
  private static final long SIGNAL_RACE = 1_000;

  private final Selector selector;
  private final Queue<RegisteredSocket> touched = new ArrayDeque<>();
  private boolean signalled;
  private boolean foundSomething;

  /** A selector; throws {@link UncheckedIOException} where no descriptor is left. */
  SocketSelector() {
    try {
      selector = Selector.open();
    } catch (IOException noDescriptors) {
      throw new UncheckedIOException(noDescriptors);
    }
  }

  /** Waits on a socket from now on. */
  RegisteredSocket register(
      ZMQ.Socket socket, AgentRunner<?> owner, RegisteredSocket.Receiver receiver) {
    RegisteredSocket registered = new RegisteredSocket(socket, owner, receiver);
    try {
      registered.key = socket.getFD().register(selector, SelectionKey.OP_READ, registered);
    } catch (IOException | RuntimeException noDescriptors) {
      socket.close();
      throw new IllegalStateException("a socket can't be waited on", noDescriptors);
    }
    touch(registered);
    return registered;
  }

  /** Waits on a socket no more. */
  void forget(RegisteredSocket registered) {
    SelectionKey key = registered.key;
    if (key != null) {
      key.cancel();
      registered.key = null;
    }
  }

  /**
   * A socket was used. Any use of it may swallow the signal of what it has received, so it is read
   * before the loop waits again.
   */
  void touch(RegisteredSocket registered) {
    if (!registered.touched) {
      registered.touched = true;
      touched.add(registered);
    }
  }

  /** How many sockets may have something to read. */
  int readable() {
    return touched.size();
  }

  /** The next socket that may have something to read; only while there are such. */
  RegisteredSocket next() {
    RegisteredSocket registered = touched.remove();
    registered.touched = false;
    return registered;
  }

  /** A socket had something to read. */
  void found() {
    foundSomething = true;
  }

  /** Waits until a socket may be read, somebody calls {@link #wakeup}, or so much time is over. */
  void await(long nanos) {
    if (signalled && !foundSomething) {
      LockSupport.parkNanos(SIGNAL_RACE);
    }
    try {
      if (nanos <= 0 || !touched.isEmpty()) {
        selector.selectNow();
      } else if (nanos == Long.MAX_VALUE) {
        selector.select();
      } else {
        selector.select(nanos / 1_000_000 + 1);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    signalled = !selector.selectedKeys().isEmpty();
    foundSomething = false;
    for (SelectionKey key : selector.selectedKeys()) {
      touch((RegisteredSocket) key.attachment());
    }
    selector.selectedKeys().clear();
  }

  void wakeup() {
    selector.wakeup();
  }

  void close() {
    try {
      selector.close();
    } catch (IOException failed) {
      log.warn("{}: the selector did not close", Thread.currentThread().getName(), failed);
    }
  }
}
