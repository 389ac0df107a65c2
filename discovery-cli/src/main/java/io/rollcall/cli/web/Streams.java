package io.rollcall.cli.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Those who follow at this moment, each with a thread of its own. Thread-safe. */
final class Streams implements AutoCloseable {
  private final int most;
  private final Duration patience;
  private final Deadlines deadlines;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();
  private boolean closed;

  Streams(PageOptions options, Deadlines deadlines) {
    this.most = options.streams();
    this.patience = options.patience();
    this.deadlines = deadlines;
  }

  /** Lets somebody follow these boards, unless too many do. */
  void start(HttpExchange exchange, List<Board> boards) throws IOException {
    Stream stream = new Stream(exchange, boards, patience, deadlines);
    if (!enter(stream)) {
      exchange.getResponseHeaders().set("Retry-After", "10");
      Reply.send(
          exchange, 503, Reply.TEXT, "as many as %d follow this page already\n".formatted(most));
      return;
    }
    Thread thread = new Thread(() -> run(stream), "rollcall-page-stream");
    thread.setDaemon(true);
    thread.start();
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
