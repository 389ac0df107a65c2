package io.rollcall.discovery.hostile;

import io.rollcall.processes.OwnLoopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A server that answers every caller with a script: the hostile far end of clients and subscribers.
 * Connections stay open until it is closed, unless the script closes them.
 */
final class RawServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Consumer<RawPeer> script;
  private final ExecutorService players =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "hostile-server");
            thread.setDaemon(true);
            return thread;
          });
  private final Queue<RawPeer> callers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger played = new AtomicInteger();

  private RawServer(ServerSocket listener, Consumer<RawPeer> script) {
    this.listener = listener;
    this.script = script;
  }

  static RawServer start(Consumer<RawPeer> script) {
    try {
      RawServer server =
          new RawServer(new ServerSocket(0, 50, InetAddress.getByName(OwnLoopback.HOST)), script);
      server.players.execute(server::accept);
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String url() {
    return "tcp://" + OwnLoopback.HOST + ":" + listener.getLocalPort();
  }

  /** For how many callers the script has come to its end. */
  int played() {
    return played.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    callers.forEach(RawPeer::close);
    players.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        RawPeer caller = new RawPeer(socket);
        callers.add(caller);
        players.execute(() -> play(caller));
      }
    } catch (IOException | RejectedExecutionException closed) {
      callers.forEach(RawPeer::close);
    }
  }

  private void play(RawPeer caller) {
    try {
      script.accept(caller);
      played.incrementAndGet();
    } catch (UncheckedIOException hungUp) {
      // The caller comes again, or the test is over.
      caller.close();
    }
  }
}
