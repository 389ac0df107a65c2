package io.rollcall.cli.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.processes.Leash;
import io.rollcall.processes.SearchPath;
import io.rollcall.testkit.ManualMembership;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The page behind real proxies, as the snippets of {@code docs/reference/web-page.md} have it. They
 * listen on Unix sockets here, so that no port is guessed; nothing else of the snippets is altered
 * but the page's port and where passwords are.
 */
class ProxyTest {
  private static final Path DOCS = Path.of("../docs/reference/web-page.md");
  private static final long PATIENCE_SECONDS = 30;
  private static final String AUTHORIZATION =
      "Authorization: Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(UTF_8));

  /** So that nothing but a join can bring a buffer to overflow. */
  private static final PageOptions QUIET =
      PageOptions.defaults()
          .withBeat(Duration.ofMinutes(10))
          .withHosts(List.of("rollcall.example"));

  /** Of the password, by bcrypt with the least cost: that of the program's own takes a second. */
  private static final String QUICK_HASH =
      "$2b$04$nUV6ue2oAcLrFrGkFUu.jen1I3r62fVWUTRgFch8Lplk.7LV6mZrG";

  private final ManualMembership membership = ManualMembership.start();
  @TempDir private Path folder;

  /** A proxy: its program, and what stands around its snippet. */
  enum Proxy {
    NGINX("nginx") {
      @Override
      List<String> command(Path folder, String snippet) throws IOException {
        Path users = Files.writeString(folder.resolve("users"), "ann:{PLAIN}secret\n");
        String server =
            snippet
                .replace("listen 80;", "listen unix:" + folder.resolve("socket") + ";")
                .replace("/etc/nginx/rollcall.htpasswd", users.toString());
        String temporary =
            Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(each -> "%s_temp_path %s;".formatted(each, folder.resolve(each)))
                .collect(Collectors.joining("\n"));
        String all =
            "daemon off; master_process off; pid %s; error_log stderr;\n"
                    .formatted(folder.resolve("pid"))
                + "events {}\nhttp {\naccess_log off;\n%s\n%s\n}\n".formatted(temporary, server);
        return List.of(
            "nginx", "-c", Files.writeString(folder.resolve("nginx.conf"), all).toString());
      }
    },

    HAPROXY("haproxy") {
      @Override
      List<String> command(Path folder, String snippet) throws IOException {
        String all = snippet.replace("bind :80", "bind unix@" + folder.resolve("socket"));
        return List.of(
            "haproxy",
            "-db",
            "-f",
            Files.writeString(folder.resolve("haproxy.cfg"), all).toString());
      }
    },

    CADDY("caddy") {
      @Override
      List<String> command(Path folder, String snippet) throws IOException {
        String site =
            snippet
                .replace(
                    "rollcall.example {",
                    "http://rollcall.example {\n  bind unix/" + folder.resolve("socket"))
                .replace("HASH", QUICK_HASH);
        String all = "{\n  admin off\n  auto_https off\n}\n" + site;
        return List.of(
            "caddy",
            "run",
            "--adapter",
            "caddyfile",
            "--config",
            Files.writeString(folder.resolve("Caddyfile"), all).toString());
      }
    };

    private final String program;

    Proxy(String program) {
      this.program = program;
    }

    /** How it is started with this snippet, to listen at a socket of this name in the folder. */
    abstract List<String> command(Path folder, String snippet) throws IOException;

    /** What the docs show, for a page at this port. */
    String snippet(int port) throws IOException {
      String name = name().toLowerCase(Locale.ROOT);
      Matcher block =
          Pattern.compile("(?s)```" + name + "\\n(.*?)```").matcher(Files.readString(DOCS));
      assertThat(block.find()).as("a snippet for %s", name).isTrue();
      assertThat(block.group(1)).contains("127.0.0.1:8080");
      return block.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + port);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowThePageBehindIt(Proxy proxy) throws Exception {
    require(proxy);
    membership.becomeLive();
    try (Page page = Page.start(Subject.of("the shop", membership), QUIET)) {
      Process process =
          new ProcessBuilder(Leash.command(proxy.command(folder, proxy.snippet(page.port()))))
              .redirectError(Redirect.to(folder.resolve("log").toFile()))
              .redirectOutput(Redirect.DISCARD)
              .start();
      try {
        await()
            .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .ignoreExceptions()
            .untilAsserted(
                () ->
                    assertThat(ask("/rollcall/health", AUTHORIZATION))
                        .as(() -> log(folder))
                        .startsWith("HTTP/1.1 200 "));
        assertThat(ask("/rollcall/", "X-None: 1")).startsWith("HTTP/1.1 401 ");
        assertThat(ask("/rollcall", AUTHORIZATION))
            .startsWith("HTTP/1.1 30")
            .containsPattern("(?i)location: \\S*/rollcall/\r\n");
        String html = ask("/rollcall/", AUTHORIZATION);
        for (String file : List.of("page.js", "page.css", "icon.svg")) {
          assertThat(html).contains("\"" + file + "\"");
          assertThat(ask("/rollcall/" + file, AUTHORIZATION)).startsWith("HTTP/1.1 200 ");
        }
        followAJoin();
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** An event reaches who follows, without another one behind it. */
  private void followAJoin() throws Exception {
    try (SocketChannel socket = send("/rollcall/events/all", AUTHORIZATION)) {
      readUntil(socket, "event: ready");
      membership.join("newcomer");
      readUntil(socket, "newcomer");
    }
  }

  private static void readUntil(SocketChannel socket, String text) throws Exception {
    CompletableFuture.runAsync(
            () -> {
              ByteArrayOutputStream all = new ByteArrayOutputStream();
              ByteBuffer one = ByteBuffer.allocate(1);
              try {
                while (!all.toString(UTF_8).endsWith(text)) {
                  if (socket.read(one.clear()) < 0) {
                    throw new IllegalStateException("it ended with " + all.toString(UTF_8));
                  }
                  all.write(one.get(0));
                }
              } catch (IOException closed) {
                throw new UncheckedIOException(closed);
              }
            })
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private SocketChannel send(String path, String header) throws IOException {
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    socket.connect(UnixDomainSocketAddress.of(folder.resolve("socket")));
    String request =
        "GET %s HTTP/1.1\r\nHost: rollcall.example\r\nConnection: close\r\n%s\r\n\r\n"
            .formatted(path, header);
    socket.write(ByteBuffer.wrap(request.getBytes(UTF_8)));
    return socket;
  }

  private String ask(String path, String header) throws IOException {
    try (SocketChannel socket = send(path, header)) {
      return new String(Channels.newInputStream(socket).readAllBytes(), UTF_8);
    }
  }

  private static String log(Path folder) {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException none) {
      return "";
    }
  }

  /** Skips the test where there is none; on the build server nothing is skipped in silence. */
  private static void require(Proxy proxy) {
    boolean found = SearchPath.has(proxy.program);
    String missing = proxy.program + " is not on the PATH";
    if ("true".equals(System.getenv("CI")) && !found) {
      throw new AssertionError(missing + ", and CI=true forbids to skip");
    }
    Assumptions.assumeTrue(found, missing);
  }
}
