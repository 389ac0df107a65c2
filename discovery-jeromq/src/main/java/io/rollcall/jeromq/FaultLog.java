package io.rollcall.jeromq;

import java.nio.channels.ClosedChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults that ZeroMQ's threads meet and survive, logged at most once a second: whoever can connect
 * can cause them. Thread-safe.
 */
final class FaultLog {
  private static final Logger log = LoggerFactory.getLogger(FaultLog.class);
  private static final long PAUSE = 1_000_000_000L;

  private long count;
  private long quietUntil = System.nanoTime();

  synchronized void fault(Thread thread, Throwable failed) {
    if (isOfClosing(failed)) {
      log.debug("ZeroMQ's thread {} met a closed channel", thread.getName(), failed);
      return;
    }
    count++;
    long now = System.nanoTime();
    if (now - quietUntil >= 0) {
      quietUntil = now + PAUSE;
      log.warn(
          "ZeroMQ's thread {} met a fault and goes on ({} since the last such line)",
          thread.getName(),
          count,
          failed);
      count = 0;
    }
  }

  /** While sockets close, one of JeroMQ's threads may still write to the mailbox of another. */
  private static boolean isOfClosing(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedChannelException) {
        return true;
      }
    }
    return false;
  }
}
