package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.discovery.endpoint.WebUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of container networks, in a JVM of its own: the JDK reads its file of hosts once. */
class UnderscoreTest {
  @Test
  void shouldReachAServerWhoseNameHasAnUnderscore(@TempDir Path dir) throws Exception {
    Path hosts = Files.writeString(dir.resolve("hosts"), "127.0.0.1 web_1 pool_1\n");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Asking.class.getName())
            .redirectErrorStream(true)
            .start();
    child.getOutputStream().close();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said).contains("asked for web_1:PORT/base/a%20b%3F", "serves http://pool_1:PORT/x");
  }

  /** A page of this name, and a pool at another. */
  static final class Asking {
    private Asking() {}

    public static void main(String[] args) throws Exception {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer web = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      web.createContext(
          "/",
          exchange -> {
            String asked = exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
            byte[] body = asked.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      web.start();
      int port = web.getAddress().getPort();
      try (PoolPort pool = new PoolPort("http://pool_1:0/x", List.of())) {
        System.out.println("serves " + pool.self().replaceAll(":[0-9]+", ":PORT"));
        PoolPages pages = new PoolPages(WebUrl.of("http://web_1:" + port + "/base/"));
        String asked = pages.load("a b?").toString();
        System.out.println("asked for " + asked.replace(":" + port, ":PORT"));
      } finally {
        web.stop(0);
      }
    }
  }
}
