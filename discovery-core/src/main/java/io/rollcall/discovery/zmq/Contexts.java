package io.rollcall.discovery.zmq;

import java.nio.channels.ClosedChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;

/** Opens ZeroMQ contexts with the limits and handlers that every one of them needs. */
final class Contexts {
  private static final Logger log = LoggerFactory.getLogger(Contexts.class);

  /** Of all clients and subscribers of a JVM; descriptors run out long before. */
  private static final int MAX_SOCKETS = 65_536;

  private Contexts() {}

  static ZMQ.Context open() {
    ZMQ.Context context = ZMQ.context(1);
    context.setMaxSockets(MAX_SOCKETS);
    context.setUncaughtExceptionHandler(
        (thread, died) -> log.error("ZeroMQ's thread {} has died", thread.getName(), died));
    context.setNotificationExceptionHandler(Contexts::fault);
    return context;
  }

  /** While sockets close, one of JeroMQ's threads may still write to the mailbox of another. */
  private static void fault(Thread thread, Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedChannelException) {
        log.debug("ZeroMQ's thread {} met a closed channel", thread.getName(), failed);
        return;
      }
    }
    log.warn("ZeroMQ's thread {} met a fault", thread.getName(), failed);
  }
}
