package io.rollcall.cli.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a page's visitors do. */
final class Web {
  static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Web() {}

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  static HttpResponse<String> get(Page page, String path) throws Exception {
    return request(page, "GET", path);
  }

  static HttpResponse<String> request(Page page, String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(page.url()).resolve(path))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  /** Sends these lines as they are, and does not read. */
  static Socket raw(Page page, String... lines) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.port());
    String request = String.join("\r\n", lines) + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /** All that comes until the other side closes. */
  static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Follows a page; what came so far is in {@code lines}. */
  static final class Following implements AutoCloseable {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final HttpResponse<InputStream> response;

    Following(Page page, String path) throws Exception {
      response =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create(page.url()).resolve(path)).build(),
              BodyHandlers.ofInputStream());
      Thread reader = new Thread(this::read, "follows a page");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (var reader =
          new java.io.BufferedReader(
              new java.io.InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        String line = reader.readLine();
        while (line != null) {
          lines.add(line);
          line = reader.readLine();
        }
      } catch (IOException closed) {
        // The test is over.
      }
    }

    boolean has(String part) {
      return lines.stream().anyMatch(line -> line.contains(part));
    }

    @Override
    public void close() throws IOException {
      response.body().close();
    }
  }
}
