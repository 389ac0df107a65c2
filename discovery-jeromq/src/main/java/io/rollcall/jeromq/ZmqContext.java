package io.rollcall.jeromq;

import io.rollcall.discovery.thread.LibraryThreads;
import io.rollcall.discovery.thread.Uninterruptibly;
import java.nio.channels.Channel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A ZeroMQ context whose threads are watched. When one of them dies the context is sick: it is
 * given up, and its owner opens another. {@link #sicken} and {@link #sickness} are thread-safe,
 * everything else is for the loop's thread.
 */
final class ZmqContext {
  private static final Logger log = LoggerFactory.getLogger(ZmqContext.class);

  /** Of all clients and subscribers of a JVM; descriptors run out long before. */
  private static final int MAX_SOCKETS = 65_536;

  /** A thread that dies again and again is let die. */
  private static final int MOST_REVIVALS = 1_000;

  private static final long REVIVAL_PAUSE = 1_000_000;
  private static final long LOOK_MILLIS = 50;

  private static final int ACCOUNTED =
      zmq.ZMQ.ZMQ_EVENT_LISTENING
          | zmq.ZMQ.ZMQ_EVENT_ACCEPTED
          | zmq.ZMQ.ZMQ_EVENT_CONNECTED
          | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED
          | zmq.ZMQ.ZMQ_EVENT_CLOSED;

  private final TcpChannels channels = new TcpChannels();
  private final FaultLog faults = new FaultLog();
  private final ZMQ.Context context;
  private final Runnable whenSick;
  private boolean hasThreads;
  private volatile @Nullable Throwable sickness;

  /**
   * @param whenSick called on any thread, once the context is sick
   */
  ZmqContext(Runnable whenSick) {
    this.whenSick = whenSick;
    context = ZMQ.context(1);
    context.setMaxSockets(MAX_SOCKETS);
    context.setThreadFactor(this::thread);
    context.setNotificationExceptionHandler(faults::fault);
  }

  /**
   * A new socket. A context that had no room for its threads, which come with the first, never has
   * sockets any more.
   */
  ZMQ.Socket socket(SocketType type) {
    try {
      ZMQ.Socket socket = context.socket(type);
      hasThreads = true;
      return socket;
    } catch (RuntimeException | Error noRoom) {
      if (!hasThreads) {
        sicken(noRoom);
      }
      throw noRoom;
    }
  }

  /** Something died; of several the first is what is told. */
  void sicken(Throwable died) {
    if (sickness == null) {
      sickness = died;
      whenSick.run();
    }
  }

  /** What one of its threads died of, or its owner; {@code null} while all is well. */
  @Nullable Throwable sickness() {
    return sickness;
  }

  /**
   * All sockets are closed: ends it, and waits until its threads are gone, unless one of them has
   * failed or fails meanwhile.
   */
  void close() {
    Thread ending = end();
    boolean healthy =
        Uninterruptibly.await(
            () -> {
              while (ending.isAlive() && sickness == null) {
                ending.join(LOOK_MILLIS);
              }
              return sickness == null;
            });
    if (!healthy) {
      channels.closeAll();
    }
  }

  /**
   * Closes its ports and connections, since its threads may not, and ends it on a thread of its
   * own, which may wait for ever. A port is free when the thread that waits on it has looked up.
   */
  void giveUp() {
    channels.closeAll();
    end();
  }

  private Thread end() {
    Thread ending = LibraryThreads.daemon("rollcall-closing", context::term);
    ending.start();
    return ending;
  }

  /**
   * Keeps account of the TCP channels that a socket opens and closes, and hands on those of its
   * events that somebody wants, on ZeroMQ's io thread.
   */
  void watch(ZMQ.Socket socket, int wanted, Consumer<zmq.ZMQ.Event> reader) {
    socket
        .base()
        .setEventHook(
            event -> {
              account(event);
              if ((event.event & wanted) != 0) {
                reader.accept(event);
              }
            },
            ACCOUNTED | wanted);
  }

  private void account(zmq.ZMQ.Event event) {
    if (event.arg instanceof Channel channel) {
      switch (event.event) {
        case zmq.ZMQ.ZMQ_EVENT_LISTENING, zmq.ZMQ.ZMQ_EVENT_ACCEPTED, zmq.ZMQ.ZMQ_EVENT_CONNECTED ->
            channels.opened(channel);
        case zmq.ZMQ.ZMQ_EVENT_CLOSED, zmq.ZMQ.ZMQ_EVENT_DISCONNECTED -> channels.closed(channel);
        default -> {}
      }
    }
  }

  private Thread thread(Runnable poller, String name) {
    return LibraryThreads.daemon(name, () -> run(poller));
  }

  /**
   * Runs one of ZeroMQ's threads. After its death it runs on, since what it holds can't be closed
   * without it.
   */
  private void run(Runnable poller) {
    for (int revivals = 0; ; revivals++) {
      try {
        poller.run();
        return;
      } catch (Throwable died) {
        sicken(died);
        if (revivals == MOST_REVIVALS) {
          log.error("ZeroMQ's thread {} is left dead", Thread.currentThread().getName(), died);
          return;
        }
        LockSupport.parkNanos(REVIVAL_PAUSE);
      }
    }
  }
}
