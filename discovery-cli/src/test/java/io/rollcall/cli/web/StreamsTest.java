package io.rollcall.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.http.HttpLimits;
import io.rollcall.http.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsTest {
  /** As where the system gives no more threads. */
  @Test
  void shouldFreeThePlaceOfOneForWhomThereIsNoThread() throws Exception {
    Streams streams =
        new Streams(
            1,
            stream -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    try (HttpServer server =
        HttpServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HttpLimits.reading(),
            null,
            request -> Runnable::run,
            exchange -> streams.start(exchange, List.of()))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(server.port())))
              .build();
      for (int i = 0; i < 3; i++) {
        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
            .isEqualTo(500);
        assertThat(streams.size()).isZero();
      }
    }
  }
}
