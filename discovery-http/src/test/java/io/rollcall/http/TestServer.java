package io.rollcall.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.rollcall.discovery.guard.ResourceBudget;
import io.rollcall.discovery.guard.ResourceGuard;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server with one thread, so that a request which takes it keeps all others waiting. */
final class TestServer implements AutoCloseable {
  static final int MUCH = 24 << 20;

  final HttpServer server;

  /** Lets {@code /slow} be answered. */
  final CountDownLatch released = new CountDownLatch(1);

  /** Why {@code /endless} has ended. */
  final CompletableFuture<String> failure = new CompletableFuture<>();

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  TestServer(HttpLimits limits) {
    this(limits, 0);
  }

  TestServer(HttpLimits limits, int port) {
    server = start(limits, port, thread, ResourceGuard.OF_DESCRIPTORS);
  }

  TestServer(HttpLimits limits, Executor threads) {
    server = start(limits, 0, threads, ResourceGuard.OF_DESCRIPTORS);
  }

  /** Where so many descriptors are left, and a connection takes one. */
  TestServer(HttpLimits limits, long descriptors, long reserve) {
    ResourceBudget budget =
        new ResourceBudget("descriptors", descriptors, reserve, 1, this::connections);
    server = start(limits, 0, thread, ResourceGuard.OF_DESCRIPTORS.with(Optional.of(budget)));
  }

  private HttpServer start(
      HttpLimits limits, int port, Executor threads, ResourceGuard resourceGuard) {
    return HttpServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        limits,
        null,
        request -> threads,
        this::answer,
        resourceGuard);
  }

  private void answer(Exchange exchange) throws Exception {
    Request request = exchange.request();
    switch (request.path()) {
      case "/slow" -> {
        released.await();
        exchange.answer(Answer.text(200, "slow"));
      }
      case "/much" -> exchange.answer(Answer.of(200, "text/plain", new byte[MUCH]));
      case "/fails" -> throw new IllegalStateException("on purpose");
      case "/host" -> exchange.answer(Answer.text(200, request.host()));
      case "/stream" -> {
        try (Outlet outlet = exchange.stream(Map.of())) {
          outlet.write("one\n".getBytes(ISO_8859_1));
          outlet.write("two\n".getBytes(ISO_8859_1));
        }
      }
      case "/endless" -> {
        Outlet outlet = exchange.stream(Map.of());
        Thread writer = new Thread(() -> endless(outlet));
        writer.setDaemon(true);
        writer.start();
      }
      default ->
          exchange.answer(
              Answer.text(
                  200, request.method() + request.path() + request.body().readAllBytes().length));
    }
  }

  private void endless(Outlet outlet) {
    try {
      for (; ; ) {
        outlet.write(new byte[10_000]);
      }
    } catch (IOException gone) {
      failure.complete(String.valueOf(gone.getMessage()));
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  int connections() {
    return server.connections();
  }

  long held() {
    return server.held();
  }

  /** A connection from 127.0.0.1 on which this has been sent. */
  Socket send(String text) throws IOException {
    return send(InetAddress.getLoopbackAddress(), text);
  }

  Socket send(InetAddress from, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(), from, 0);
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return socket;
  }

  /** All that is answered until the connection is closed. */
  String ask(String text) throws IOException {
    try (Socket socket = send(text)) {
      return all(socket.getInputStream());
    }
  }

  static String all(InputStream in) throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /** A request; the last of its connection. */
  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  }

  @Override
  public void close() {
    released.countDown();
    server.close();
    thread.shutdownNow();
  }
}
