package io.rollcall.samples.daemon;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Asks a daemon for its workers every millisecond, and keeps each list unlike the one before. */
final class ListWatch implements Closeable {
  private final TextPeer peer;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> asking;
  private final List<String> lists = new CopyOnWriteArrayList<>();
  private final AtomicLong questions = new AtomicLong();
  private String last = "(none yet)";

  ListWatch(DaemonProcess daemon) throws IOException {
    peer = new TextPeer(daemon.port());
    asking = executor.scheduleWithFixedDelay(this::ask, 0, 1, TimeUnit.MILLISECONDS);
  }

  /** The lists so far, of which the last has been asked for since this call. */
  List<String> lists() {
    // The answer after the next one is to a question that was put after this call.
    long enough = questions.get() + 2;
    await().until(() -> questions.get() >= enough || executor.isShutdown());
    return List.copyOf(lists);
  }

  private void ask() {
    try {
      String list = peer.ask("workers");
      if (!list.equals(last)) {
        lists.add(list);
        last = list;
      }
      questions.incrementAndGet();
    } catch (IOException ended) {
      lists.add("(ended: " + ended.getMessage() + ")");
      executor.shutdown();
    }
  }

  @Override
  public void close() throws IOException {
    asking.cancel(false);
    executor.shutdown();
    peer.close();
  }
}
