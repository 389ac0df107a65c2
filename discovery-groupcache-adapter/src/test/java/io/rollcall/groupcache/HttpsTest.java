package io.rollcall.groupcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools that speak TLS, with a certificate made by the JDK's own tool. */
class HttpsTest {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path folder;

  @Test
  void shouldShareKeysOverTls() throws Exception {
    HttpPoolOptions options = Pools.PATIENT.withSslContext(context());
    try (HttpPool owner = HttpPool.start("https://localhost:0", options);
        HttpPool asking = HttpPool.start("https://localhost:0", options);
        HttpPool stranger = HttpPool.start("http://127.0.0.1:0", Pools.PATIENT)) {
      owner.group("group", Pools.PLENTY, key -> ByteView.of("sealed"));
      Group group = asking.group("group", Pools.PLENTY, key -> ByteView.of("here"));
      asking.set(List.of(owner.self()));
      assertThat(group.get("key")).hasToString("sealed");

      Group distrusting = stranger.group("group", Pools.PLENTY, key -> ByteView.of("here"));
      stranger.set(List.of(owner.self()));
      assertThat(distrusting.get("key")).as("of an untrusted owner").hasToString("here");
    }
  }

  /** Values longer than many records, and than a connection takes at once. */
  @Test
  void shouldCarryLongValuesOverTls() throws Exception {
    HttpPoolOptions options = Pools.PATIENT.withSslContext(context());
    String much = "x".repeat(1 << 20);
    try (HttpPool owner = HttpPool.start("https://localhost:0", options);
        HttpPool asking = HttpPool.start("https://localhost:0", options)) {
      Group owned = owner.group("group", 256 << 20, key -> ByteView.of(much));
      Group group = asking.group("group", Pools.PLENTY, key -> ByteView.of("here"));
      asking.set(List.of(owner.self()));
      assertThat(group.get("key").toString()).isEqualTo(much);
      group.set("other", ByteView.of(much + much));
      assertThat(owned.get("other").size()).isEqualTo(2 * much.length());
    }
  }

  /** More of them than the server has threads. */
  @Test
  void shouldServeOthersBesideHandshakesThatHaveOnlyBegun() throws Exception {
    HttpPoolOptions options = Pools.PATIENT.withSslContext(context());
    List<Socket> crowd = new ArrayList<>();
    try (HttpPool owner = HttpPool.start("https://localhost:0", options.withServerThreads(4));
        HttpPool asking = HttpPool.start("https://localhost:0", options)) {
      owner.group("group", Pools.PLENTY, key -> ByteView.of("sealed"));
      for (int i = 0; i < 20; i++) {
        Socket each = new Socket("localhost", URI.create(owner.self()).getPort());
        crowd.add(each);
        each.getOutputStream().write(new byte[] {22, 3, 1});
      }
      Group group = asking.group("group", Pools.PLENTY, key -> ByteView.of("here"));
      asking.set(List.of(owner.self()));
      assertThat(group.get("key")).hasToString("sealed");
    } finally {
      for (Socket each : crowd) {
        each.close();
      }
    }
  }

  /** As a client does that has no more to say, and tells so. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void shouldAnswerWhoEndsItsHalf(String version) throws Exception {
    SSLContext context = context();
    try (HttpPool owner =
        HttpPool.start("https://localhost:0", Pools.PATIENT.withSslContext(context))) {
      owner.group("group", Pools.PLENTY, key -> ByteView.of("sealed " + key));
      SSLSocketFactory sockets = context.getSocketFactory();
      int port = URI.create(owner.self()).getPort();
      try (SSLSocket socket = (SSLSocket) sockets.createSocket("localhost", port)) {
        socket.setEnabledProtocols(new String[] {version});
        socket.setSoTimeout(30_000);
        String get = "GET /_groupcache/group/%s HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket
            .getOutputStream()
            .write((get.formatted("one") + get.formatted("two")).getBytes(UTF_8));
        socket.shutdownOutput();
        // Till TLS says that it ends; without that this fails.
        assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
            .contains("sealed one", "sealed two");
      }
    }
  }

  /** A message of 16 MB would have to be held whole. */
  @Test
  void shouldCutAnEndlessHandshake() throws Exception {
    HttpPoolOptions options = Pools.PATIENT.withSslContext(context());
    try (HttpPool owner = HttpPool.start("https://localhost:0", options);
        Socket socket = new Socket("localhost", URI.create(owner.self()).getPort())) {
      byte[] record = new byte[5 + 16384];
      System.arraycopy(new byte[] {22, 3, 1, 64, 0, 1, -1, -1, -1}, 0, record, 0, 9);
      assertThatThrownBy(
              () -> {
                for (; ; ) {
                  socket.getOutputStream().write(record);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  private SSLContext context() throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "pool",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
