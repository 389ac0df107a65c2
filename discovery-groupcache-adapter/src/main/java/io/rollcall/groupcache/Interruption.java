package io.rollcall.groupcache;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** Whether a failure says something of the thread that met it, and nothing of the key. */
final class Interruption {
  /** Deeper chains of causes are not read: one may even end in itself. */
  private static final int DEPTH = 100;

  private Interruption() {}

  /** Whether the calling thread, which met this failure, was interrupted at it. */
  static boolean isBehind(Throwable failed) {
    if (Thread.currentThread().isInterrupted()) {
      return true;
    }
    @Nullable Throwable each = failed;
    for (int depth = 0; each != null && depth < DEPTH; depth++) {
      if (isOne(each)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  /** A time-out of a socket is an InterruptedIOException too, but nobody was interrupted. */
  private static boolean isOne(Throwable failed) {
    return failed instanceof InterruptedException
        || failed instanceof ClosedByInterruptException
        || (failed instanceof InterruptedIOException
            && !(failed instanceof SocketTimeoutException));
  }
}
