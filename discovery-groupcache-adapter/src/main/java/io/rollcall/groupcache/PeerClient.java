package io.rollcall.groupcache;

import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.discovery.thread.LibraryThreads;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Asks peers, each time for a bounded time and a bounded answer. Thread-safe. */
final class PeerClient implements AutoCloseable {
  private static final int SHOWN_OF_AN_ERROR = 200;

  private final HttpClient http;
  private final Duration timeout;
  private final int maxBody;
  private final String id;
  private final Consumer<String> self;

  /**
   * @param id of this process's pool
   * @param self is told of each peer that turns out to be this pool itself
   */
  PeerClient(HttpPoolOptions options, String id, Consumer<String> self) {
    this.id = id;
    this.self = self;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.peerTimeout())
            .executor(
                Executors.newCachedThreadPool(
                    LibraryThreads.daemons("rollcall-groupcache-client", PeerClient.class)));
    options.sslContext().ifPresent(builder::sslContext);
    this.http = LibraryThreads.starting(PeerClient.class, builder::build);
    this.timeout = options.peerTimeout();
    this.maxBody = options.maxBody();
  }

  /**
   * A key's value, as this peer has it.
   *
   * @throws IOException if the peer can't be asked, answers an error, something malformed or
   *     nothing in time
   * @throws InterruptedException if the calling thread is interrupted
   */
  ByteView get(String peer, PeerPath path) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    HttpRequest request = request(peer, path, "GET", BodyPublishers.noBody());
    HttpResponse<BoundedBody> answer;
    try {
      // Not sendAsync: that hands each answer over to one more thread.
      answer = http.send(request, BoundedBody.handler(maxBody));
    } catch (RuntimeException malformed) {
      // The JDK's client throws it for a head that it can't read.
      throw new IOException(
          "the peer %s answers nonsense: %s".formatted(peer, malformed), malformed);
    }
    return Wire.readResponse(body(peer, answer, deadline));
  }

  /**
   * Gives a key a value, at its owner.
   *
   * @throws IOException if its host is unknown
   */
  Exchange put(String peer, PeerPath path, ByteView value) throws IOException {
    byte[] body = Wire.setRequest(path.group(), path.key(), value);
    return exchange(peer, request(peer, path, "PUT", BodyPublishers.ofByteArray(body)));
  }

  /**
   * Makes a peer drop its copy of a key.
   *
   * @throws IOException if its host is unknown
   */
  Exchange delete(String peer, PeerPath path) throws IOException {
    return exchange(peer, request(peer, path, "DELETE", BodyPublishers.noBody()));
  }

  /** Something that a peer is told, among others. */
  interface Exchange {
    /**
     * Waits until the peer has done it.
     *
     * @throws IOException as {@link PeerClient#get} says
     * @throws InterruptedException if the calling thread is interrupted
     */
    void await() throws IOException, InterruptedException;
  }

  private Exchange exchange(String peer, HttpRequest request) {
    long deadline = System.nanoTime() + timeout.toNanos();
    var answer = http.sendAsync(request, BoundedBody.handler(maxBody));
    return () -> {
      try {
        body(peer, answer.get(), deadline);
      } catch (ExecutionException failed) {
        throw new IOException(
            "the peer %s can't be told: %s".formatted(peer, failed.getCause()), failed);
      } finally {
        answer.cancel(true);
      }
    };
  }

  /** The time-out is for the head of the answer; the body has what is left of it. */
  private HttpRequest request(String peer, PeerPath path, String method, BodyPublisher body)
      throws IOException {
    WebUrl url = WebUrl.of(peer);
    return HttpRequest.newBuilder(url.resource(url.path() + path.encoded()))
        .timeout(timeout)
        .method(method, body)
        .build();
  }

  private byte[] body(String peer, HttpResponse<BoundedBody> answer, long deadline)
      throws IOException, InterruptedException {
    byte[] body;
    try {
      body = answer.body().await(deadline);
    } catch (TimeoutException late) {
      throw new IOException("the peer %s is too slow with its answer".formatted(peer), late);
    }
    if (answer.headers().firstValue(PeerAnswer.POOL).filter(id::equals).isPresent()) {
      self.accept(peer);
    }
    if (answer.statusCode() != 200) {
      int shown = Math.min(body.length, SHOWN_OF_AN_ERROR);
      String message = new String(body, 0, shown, StandardCharsets.UTF_8).strip();
      throw new IOException(
          "the peer %s answers %d: %s".formatted(peer, answer.statusCode(), message));
    }
    return body;
  }

  /** From JDK 21 on a client can be closed; before, its thread ends with the last reference. */
  @Override
  public void close() {
    if ((Object) http instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception impossible) {
        throw new AssertionError(impossible);
      }
    }
  }
}
