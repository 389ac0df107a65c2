package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolCommandTest {
  private static final String ANY = "http://127.0.0.1:0";
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder;

  private static String self(Program pool) {
    return pool.awaitLine("serves http://.*").replaceFirst("serves ", "");
  }

  private HttpResponse<String> get(String url) {
    try {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void shouldShareFilesWithTheMembers() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "Aaron");
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);
        Program one = pool(server);
        Program other = pool(server)) {
      List<String> both = List.of(self(one), self(other));
      Awaitility.await()
          .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> both.stream().allMatch(each -> knows(each, both)));

      assertThat(both)
          .allSatisfy(each -> assertThat(get(each + "/?key=a.txt").body()).isEqualTo("Aaron"));
      // Who does not own it asked who does.
      assertThat(both.stream().filter(each -> stats(each).contains("\"peerLoads\":1")).count())
          .isEqualTo(1);
      both.forEach(each -> Schemas.check("pool-stats", stats(each)));
    }
  }

  private Program pool(Server server) {
    return Program.start(
        "pool",
        "--self=" + ANY,
        "--group=g",
        "--directory=" + folder,
        "--url-server=" + server.urlServer(),
        "--url-pubsub=" + server.urlPubSub());
  }

  private String stats(String self) {
    return get(self + "/stats").body().strip();
  }

  private boolean knows(String self, List<String> peers) {
    return peers.stream().allMatch(each -> stats(self).contains("\"" + each + "\""));
  }

  @Test
  void shouldNotLeaveTheDirectory() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Path secret = Files.writeString(folder.resolve("secret"), "hidden");
    Files.createSymbolicLink(root.resolve("link"), secret);
    Files.createSymbolicLink(root.resolve("up"), folder);
    Files.writeString(root.resolve("open"), "\u001b[31mred\n");
    Path lines =
        Files.writeString(folder.resolve("lines"), "get ../secret\nget absent\nget open\nstats\n");
    try (Program pool =
        Program.start(
            Map.of(),
            lines,
            "pool",
            "--self=" + ANY,
            "--group=g",
            "--directory=" + root,
            "--peer=http://127.0.0.1:1",
            "--json")) {
      String self = self(pool);
      pool.awaitLine(".*\"gets\":.*");
      assertThat(pool.out).hasSize(5);
      assertThat(pool.out.subList(1, 4)).allSatisfy(line -> Schemas.check("pool-get", line));
      assertThat(pool.out.get(1)).contains("error", "no path below the root");
      assertThat(pool.out.get(3)).contains("\\u001B[31mred");

      for (String key :
          List.of("../secret", "%2Fetc/passwd", secret.toString(), "link", "up/secret", "a%00b")) {
        HttpResponse<String> answer = get(self + "/?key=" + key);
        assertThat(answer.statusCode()).as(key).isEqualTo(502);
        assertThat(answer.body()).doesNotContain("hidden");
      }
      assertThat(get(self + "/?key=absent").statusCode()).isEqualTo(404);
      assertThat(get(self + "/").statusCode()).isEqualTo(400);
      // A peer's request is no way out either.
      assertThat(get(self + "/_groupcache/g/..%2Fsecret").body()).doesNotContain("hidden");
    }
  }

  @Test
  void shouldSayOfAKeyThatCantBeAFileOnlyThatThereIsNone() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "Aaron");
    try (Program pool = alone()) {
      String self = self(pool);
      for (String key : List.of("a.txt/b", "x".repeat(300), "a.txt/" + "x".repeat(300))) {
        HttpResponse<String> answer = get(self + "/?key=" + key);
        assertThat(answer.statusCode()).as(key).isEqualTo(404);
        assertThat(answer.body()).contains("there is no such file").doesNotContain("/junit");
        assertThat(get(self + "/_groupcache/g/" + key).body()).doesNotContain("/junit");
      }
    }
  }

  private Program alone(String... more) {
    return Program.start(
        Stream.concat(
                Stream.of(
                    "pool",
                    "--self=" + ANY,
                    "--group=g",
                    "--directory=" + folder,
                    "--peer=http://127.0.0.1:1"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Another site can have its name lead to 127.0.0.1. */
  @Test
  void shouldAnswerToItsOwnNamesAlone() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "Aaron");
    try (Program pool = alone("--self-host=cache.example,b.example")) {
      URI self = URI.create(self(pool));
      for (String path : List.of("/?key=a.txt", "/stats", "/_groupcache/g/a.txt")) {
        assertThat(status(self, path, "evil.example")).as(path).isEqualTo(403);
        assertThat(status(self, path, "b.example:80")).as(path).isEqualTo(200);
        assertThat(status(self, path, self.getAuthority())).as(path).isEqualTo(200);
      }
    }
    Result wrong =
        Program.run(
            "pool", "--self=" + ANY, "--group=g", "--directory=" + folder, "--self-host=a:80");
    assertThat(wrong.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("--self-host 'a:80'");
  }

  private static int status(URI self, String path, String host) throws IOException {
    try (Socket socket = new Socket(self.getHost(), self.getPort())) {
      String head = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return Integer.parseInt(new String(answer, StandardCharsets.US_ASCII).substring(9, 12));
    }
  }

  @Test
  void shouldServePagesBelowAUrl() throws IOException {
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          byte[] path = exchange.getRequestURI().getRawPath().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(path.length > 20 ? 404 : 200, path.length);
          exchange.getResponseBody().write(path);
          exchange.close();
        });
    web.start();
    try (Program pool =
        Program.start(
            "pool",
            "--self=" + ANY + "/deep",
            "--group=g",
            "--url=http://127.0.0.1:" + web.getAddress().getPort() + "/root/",
            "--peer=http://127.0.0.1:1")) {
      String self = self(pool);

      assertThat(get(self + "/?key=a%3Fb").body()).isEqualTo("/root/a%3Fb");
      assertThat(get(self + "/?key=../x").statusCode()).isEqualTo(502);
      assertThat(get(self + "/?key=a-name-that-is-too-long").statusCode()).isEqualTo(404);
    } finally {
      web.stop(0);
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    Result directory =
        Program.run("pool", "--self=" + ANY, "--group=g", "--directory=/nonexistent/x");
    assertThat(directory.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(directory.err()).contains("rollcall: directory '/nonexistent/x' can't be read");

    Result none = Program.run("pool", "--self=" + ANY, "--group=g");
    assertThat(none.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).contains("--directory DIR or --url URL is missing");
  }
}
