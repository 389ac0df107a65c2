package io.rollcall.haproxy;

import io.rollcall.discovery.Membership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real HAProxy for each test, with two backends, each behind a frontend on a Unix socket. Nothing
 * is tried twice in it, so that what goes wrong is seen.
 */
final class Haproxy implements BeforeEachCallback, AfterEachCallback {
  static final String APP = "app";
  static final String OTHER = "other";

  /** A server of the configuration file, which takes no requests. */
  static final String STATIC = "static";

  /** So that no test waits for the next look longer than it must. */
  static final HaproxyOptions BRISK = HaproxyOptions.defaults().withCheck(Duration.ofMillis(50));

  private static final String CONFIG =
      """
      global
        stats socket DIR/admin level admin
        TCP
      defaults
        mode http
        retries 0
        timeout connect 5s
        timeout client 30s
        timeout server 30s
      frontend app
        bind unix@DIR/app
        default_backend app
      frontend other
        bind unix@DIR/other
        default_backend other
      backend app
        balance roundrobin
        server static 127.0.0.1:1 disabled
      backend other
        balance leastconn
      """;

  private final String more;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private @Nullable Path dir;
  private @Nullable HaproxyProcess process;
  private int tcpPort;

  Haproxy() {
    this("");
  }

  /**
   * @param more further sections of the configuration; {@code DIR} in them is where sockets are
   */
  Haproxy(String more) {
    this.more = more;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    Program.require();
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    dir = Files.createTempDirectory("haproxy");
    start();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
    if (process != null) {
      process.close();
    }
    if (dir != null) {
      delete(dir);
    }
  }

  /** Starts it; with another port for its TCP socket if somebody else has taken the one. */
  void start() throws IOException {
    for (int attempt = 1; ; attempt++) {
      tcpPort = freePort();
      Files.writeString(
          dir.resolve("haproxy.cfg"),
          (CONFIG + more)
              .replace("DIR", dir.toString())
              .replace("TCP", "stats socket ipv4@127.0.0.1:" + tcpPort + " level admin"));
      process = HaproxyProcess.start(dir.resolve("haproxy.cfg"), socket("admin"));
      if (process.runs()) {
        return;
      }
      String log = process.log();
      process.close();
      if (attempt == 5 || !log.contains("cannot bind")) {
        throw new IllegalStateException("haproxy does not start: " + log);
      }
    }
  }

  /** SIGKILL. */
  void kill() {
    process.close();
  }

  String unix() {
    return "unix://" + socket("admin");
  }

  String tcp() {
    return "tcp://127.0.0.1:" + tcpPort;
  }

  Path socket(String name) {
    return dir.resolve(name);
  }

  /** Follows into the backend app, over the Unix socket. */
  HaproxyBackend follow(Membership membership) {
    return follow(membership, BRISK);
  }

  HaproxyBackend follow(Membership membership, HaproxyOptions options) {
    return follow(membership, unix(), APP, options);
  }

  HaproxyBackend follow(
      Membership membership, String endpoint, String backend, HaproxyOptions options) {
    HaproxyBackend opens = closing(HaproxyBackend.open(endpoint, backend, options));
    opens.follow(membership);
    return opens;
  }

  /** Answers requests, until the test ends. */
  Web web() throws IOException {
    return closing(Web.start());
  }

  <T extends AutoCloseable> T closing(T opens) {
    opened.push(opens);
    return opens;
  }

  String ask(String command) {
    try {
      return Asked.of(socket("admin"), command).strip();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The servers of the backend app that are not {@link #STATIC}, each as "name mode weight". */
  List<String> servers() {
    return servers(APP);
  }

  List<String> servers(String backend) {
    return states(backend).stream()
        .filter(server -> !server.name().equals(STATIC))
        .map(server -> server.name() + " " + server.mode() + " " + server.weight())
        .sorted()
        .collect(Collectors.toList());
  }

  List<ServerState> states(String backend) {
    try {
      return ServerState.parse(ask("show servers state " + backend));
    } catch (IOException odd) {
      throw new UncheckedIOException(odd);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path dir) throws IOException {
    Files.walkFileTree(
        dir,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
