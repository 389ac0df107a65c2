package io.rollcall.cli.web;

import io.rollcall.http.Exchange;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Those who follow at this moment, each with a thread of its own. Thread-safe. */
final class Streams implements AutoCloseable {
  private final int most;
  private final Executor threads;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();
  private boolean closed;

  /**
   * @param most how many may follow at a time
   * @param threads gives each of them a thread
   */
  Streams(int most, Executor threads) {
    this.most = most;
    this.threads = threads;
  }

  /** Lets somebody follow these boards, unless too many do. */
  void start(Exchange exchange, List<Board> boards) {
    Stream stream = new Stream(exchange, boards);
    if (!enter(stream)) {
      String full = "as many as %d follow this page already\n".formatted(most);
      exchange.answer(Reply.of(503, Reply.TEXT, full).with("Retry-After", "10"));
      return;
    }
    boolean isStarted = false;
    try {
      threads.execute(() -> run(stream));
      isStarted = true;
    } finally {
      if (!isStarted) {
        open.remove(stream);
      }
    }
  }

  private synchronized boolean enter(Stream stream) {
    return !closed && open.size() < most && open.add(stream);
  }

  private void run(Stream stream) {
    try {
      stream.run();
    } finally {
      open.remove(stream);
    }
  }

  /** How many follow. */
  int size() {
    return open.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.forEach(Stream::close);
  }
}
