package io.rollcall.haproxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that send one request after the other to a frontend, and count what comes back. */
final class SteadyRequests implements AutoCloseable {
  private static final int FAILURES_KEPT = 100;

  private final Path frontend;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  private SteadyRequests(Path frontend) {
    this.frontend = frontend;
  }

  static SteadyRequests start(Path frontend, int threads) {
    SteadyRequests stream = new SteadyRequests(frontend);
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(stream::run, "stream " + i);
      stream.threads.add(thread);
      thread.start();
    }
    return stream;
  }

  private void run() {
    while (!closed) {
      try (Browser browser = new Browser(frontend)) {
        // Some requests on one connection, then another connection.
        for (int i = 0; i < 20 && !closed; i++) {
          count(browser.get("/"));
        }
      } catch (IOException failed) {
        count(failed.toString());
      }
    }
  }

  private void count(String answer) {
    if (answer.startsWith("200 ")) {
      answered.incrementAndGet();
    } else if (failures.size() < FAILURES_KEPT) {
      failures.add(answer);
    }
  }

  int answered() {
    return answered.get();
  }

  List<String> failures() {
    return failures;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
