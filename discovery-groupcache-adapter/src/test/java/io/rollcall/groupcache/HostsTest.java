package io.rollcall.groupcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hosts a pool answers to: a browser that was led here names another site's. */
class HostsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static final HttpPoolOptions OPTIONS =
      Pools.PATIENT
          .withHosts(List.of("Cache.example"))
          .withBindAddress(new InetSocketAddress(LOOPBACK, 0));

  private static Group group(HttpPool pool) {
    return pool.group("group", Pools.PLENTY, key -> ByteView.of("loaded"));
  }

  private static String ask(int port, String method, String host, byte[] body) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      String head =
          "%s /_groupcache/group/key HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
              .formatted(method, host, body.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "node7.example.evil.example:80, 403",
    "node7.example, 200",
    "NODE7.example:9, 200",
    "cache.example:80, 200",
    "localhost:80, 200",
    "127.0.0.1, 200",
    "10.1.2.3:80, 200",
    "[fe80::1]:80, 200",
    "[::1], 200",
  })
  void shouldAnswerToItsOwnNamesAndAddresses(String host, int status) throws Exception {
    HttpServer jdk = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    jdk.start();
    try (HttpPool started = HttpPool.start("http://node7.example:0", OPTIONS);
        HttpPool mounted = HttpPool.mounted("http://node7.example:1", OPTIONS)) {
      group(started);
      group(mounted);
      jdk.createContext("/_groupcache/", mounted.handler());
      int own = URI.create(started.self()).getPort();
      for (int port : List.of(own, jdk.getAddress().getPort())) {
        assertThat(ask(port, "GET", host, new byte[0])).startsWith("HTTP/1.1 " + status + " ");
      }
    } finally {
      jdk.stop(0);
    }
  }

  @Test
  void shouldLetNoOtherSiteWrite() throws Exception {
    try (HttpPool pool = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      Group group = group(pool);
      int port = URI.create(pool.self()).getPort();
      byte[] set = Wire.setRequest("group", "key", ByteView.of("forged"));

      assertThat(ask(port, "PUT", "evil.example", set))
          .startsWith("HTTP/1.1 403 ")
          .contains("'evil.example'", "withHosts");
      assertThat(group.get("key")).hasToString("loaded");
      assertThat(ask(port, "DELETE", "evil.example", new byte[0])).startsWith("HTTP/1.1 403 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:80", "*"})
  void shouldRefuseNamesThatAreNone(String name) {
    assertThatThrownBy(() -> OPTIONS.withHosts(List.of(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("host '" + name + "'");
  }
}
