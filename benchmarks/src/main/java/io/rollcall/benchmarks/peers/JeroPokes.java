package io.rollcall.benchmarks.peers;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Pokes JeroMQ's io thread some milliseconds after a join. In JeroMQ 0.6.0 a fresh connection may
 * never be registered with the selector of that thread, until something else changes there (pull
 * request 1022). Where it is the hub that is measured, that would only be noise. Thread-safe.
 */
final class JeroPokes {
  private static final String NOWHERE = "tcp://127.0.0.1:1";
  private static final long[] AFTER_MILLIS = {5, 10, 20, 40, 80, 160};

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pokes");
            thread.setDaemon(true);
            return thread;
          });
  private final ZMQ.Socket spare;

  JeroPokes(ZMQ.Context context) {
    spare = JeroPeer.socket(context, SocketType.DEALER);
  }

  void afterJoin() {
    for (long millis : AFTER_MILLIS) {
      var unused = executor.schedule(this::poke, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void poke() {
    spare.connect(NOWHERE);
    spare.disconnect(NOWHERE);
  }
}
