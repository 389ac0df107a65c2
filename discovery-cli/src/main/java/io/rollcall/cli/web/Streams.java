package io.rollcall.cli.web;

import io.rollcall.discovery.http.Exchange;
import io.rollcall.discovery.thread.LibraryThreads;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Those who follow at this moment, each with a thread of its own. Thread-safe. */
final class Streams implements AutoCloseable {
  private final int most;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();
  private boolean closed;

  Streams(PageOptions options) {
    this.most = options.streams();
  }

  /** Lets somebody follow these boards, unless too many do. */
  void start(Exchange exchange, List<Board> boards) {
    Stream stream = new Stream(exchange, boards);
    if (!enter(stream)) {
      String full = "as many as %d follow this page already\n".formatted(most);
      exchange.answer(Reply.of(503, Reply.TEXT, full).with("Retry-After", "10"));
      return;
    }
    LibraryThreads.daemon("rollcall-page-stream", () -> run(stream)).start();
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
