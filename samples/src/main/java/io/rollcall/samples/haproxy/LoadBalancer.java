package io.rollcall.samples.haproxy;

import io.rollcall.processes.Child;
import io.rollcall.processes.Children;
import io.rollcall.processes.Leash;
import io.rollcall.processes.SearchPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** HAProxy, in a directory of its own. It ends with the director. */
final class LoadBalancer {
  static final String BACKEND = "app";

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String LOGGED = "exec haproxy -db -f \"$1\" >\"$2\" 2>&1";
  private static final String CONFIG =
      """
      global
        stats socket DIR/admin level admin
      defaults
        mode http
        timeout connect 1s
        timeout client 10s
        timeout server 10s
        option redispatch 1
        retry-on all-retryable-errors
      frontend web
        bind 127.0.0.1:PORT
        default_backend app
      backend app
        balance roundrobin
      """;

  private final Children children;
  private final Path dir;
  private final int port;
  private Child haproxy;

  private LoadBalancer(Children children, Path dir, int port, Child haproxy) {
    this.children = children;
    this.dir = dir;
    this.port = port;
    this.haproxy = haproxy;
  }

  /** Whether there is such a program. */
  static boolean isInstalled() {
    return SearchPath.has("haproxy");
  }

  /** Starts it, on another port if somebody was quicker to take the one. */
  static LoadBalancer start(Children children) throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("rollcall");
    for (int attempt = 1; attempt <= 3; attempt++) {
      int port = freePort();
      Files.writeString(
          dir.resolve("cfg"),
          CONFIG.replace("DIR", dir.toString()).replace("PORT", Integer.toString(port)));
      Child haproxy = launch(children, dir);
      if (answers(haproxy, port)) {
        return new LoadBalancer(children, dir, port, haproxy);
      }
    }
    throw new IllegalStateException("haproxy does not start: " + log(dir));
  }

  String endpoint() {
    return "unix://" + dir.resolve("admin");
  }

  String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** Kills it and starts it again; its servers are forgotten. */
  void restart() throws IOException, InterruptedException {
    end();
    haproxy = launch(children, dir);
    if (!answers(haproxy, port)) {
      throw new IllegalStateException("haproxy does not start again: " + log(dir));
    }
  }

  /** Kills it. */
  void end() throws InterruptedException {
    haproxy.kill();
    haproxy.awaitEnd(SOON);
  }

  /** Removes what it left. */
  void clean() throws IOException {
    for (String file : List.of("admin", "cfg", "log")) {
      Files.deleteIfExists(dir.resolve(file));
    }
    Files.delete(dir);
  }

  private static Child launch(Children children, Path dir) throws IOException {
    return children.start(
        "haproxy",
        Leash.command(
            List.of(
                "sh",
                "-c",
                LOGGED,
                "haproxy",
                dir.resolve("cfg").toString(),
                log(dir).toString())));
  }

  private static Path log(Path dir) {
    return dir.resolve("log");
  }

  private static boolean answers(Child haproxy, int port) throws InterruptedException {
    while (!haproxy.awaitEnd(Duration.ofMillis(10))) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    return false;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
