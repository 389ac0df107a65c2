package io.rollcall.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.cli.Pace;
import io.rollcall.cli.web.Web.Following;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.endpoint.WebUrl;
import io.rollcall.testkit.ManualMembership;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two pages, of which one shows the other's server too. */
class BesideTest {
  private static final PageOptions QUICK = PageOptions.defaults().withBeat(Duration.ofMillis(50));

  private final ManualMembership here = ManualMembership.start();
  private final ManualMembership there = ManualMembership.start();

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(60, TimeUnit.SECONDS).until(condition);
  }

  @Test
  void shouldShowTheOthersServerAndSurviveItsRestart() throws Exception {
    Page other = Page.start(Subject.of("there", there), QUICK);
    there.join("a");
    try (Page page =
            Page.start(
                Subject.of("here", here), QUICK.withBeside(List.of(WebUrl.of(other.url()))));
        Following all = new Following(page, "/events/all");
        Following own = new Following(page, "/events")) {
      eventually(() -> all.has("\"title\":\"there\"") && all.has("\"name\":\"a\""));
      assertThat(all.has("data: {\"boards\":2}")).isTrue();
      there.join("b");
      there.leave("a");
      eventually(() -> all.has("{\"at\":1,\"names\":[\"a\"]}"));
      assertThat(all.has("{\"at\":1,\"members\":[{\"name\":\"b\"")).isTrue();
      there.stale();
      eventually(() -> all.lines.stream().anyMatch(line -> isStanding(line, "STALE", true)));

      other.close();
      eventually(() -> all.lines.stream().anyMatch(line -> isStanding(line, "STALE", false)));
      there.join("c");
      try (Page again =
          Page.start(
              Subject.of("there again", there), QUICK.withAddress(Web.loopback(other.port())))) {
        eventually(() -> all.has("\"title\":\"there again\"") && all.has("\"name\":\"c\""));
        // Each page passes on its own server alone, so that two may show each other.
        assertThat(own.has("\"at\":1")).isFalse();
      }
    }
  }

  private static boolean isStanding(String line, String state, boolean heard) {
    return line.startsWith("data: {")
        && line.contains("\"at\":1")
        && line.contains("\"state\":\"" + state + "\"")
        && line.contains("\"heard\":" + heard);
  }

  @Test
  void shouldPassOnExplanations() throws Exception {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);
        Page other = Page.start(Subject.of(server), QUICK);
        Page page =
            Page.start(
                Subject.of("here", here), QUICK.withBeside(List.of(WebUrl.of(other.url()))))) {
      assertThat(Web.get(page, "/beside/1/explain/a%2Fb%25").body())
          .contains("\"name\":\"a/b%\"", "\"known\":false");
      assertThat(Web.get(page, "/beside/2/explain/a").statusCode()).isEqualTo(404);

      other.close();
      assertThat(Web.get(page, "/beside/1/explain/a").statusCode()).isEqualTo(502);
      assertThat(Web.get(page, "/beside/1/explain/a").body())
          .isEqualTo("{\"error\":\"page '" + other.url() + "' does not explain\"}");
    }
  }

  /** With its port free at once, however long the other may stay silent. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\n\r\nevent: x\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nevent: x\n\r\n"
      })
  void shouldCloseBesideAPageThatSaysNothing(String beforeThat) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      WebUrl url = WebUrl.of("http://127.0.0.1:" + silent.getLocalPort() + "/");
      Page page =
          Page.start(
              Subject.of("here", here),
              QUICK.withPatience(Duration.ofHours(1)).withBeside(List.of(url)));
      try (Socket followed = silent.accept()) {
        assertThat(followed.getInputStream().read()).isEqualTo('G');
        followed.getOutputStream().write(beforeThat.getBytes(StandardCharsets.UTF_8));
        eventually(() -> isWaiting("rollcall-page-beside"));
        CompletableFuture.runAsync(page::close).get(60, TimeUnit.SECONDS);
        new ServerSocket(page.port(), 1, InetAddress.getLoopbackAddress()).close();
        assertThat(Thread.getAllStackTraces().keySet())
            .noneMatch(each -> each.getName().equals("rollcall-page-beside"));
      }
    }
  }

  private static boolean isWaiting(String thread) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> each.getKey().getName().equals(thread))
        .flatMap(each -> Stream.of(each.getValue()))
        .anyMatch(frame -> frame.getMethodName().matches("read|next|send|getInputStream"));
  }

  @Test
  void shouldGiveUpAPageThatDripsItsAnswer() throws Exception {
    try (ServerSocket dripping = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      WebUrl url = WebUrl.of("http://127.0.0.1:" + dripping.getLocalPort() + "/");
      Thread drips = new Thread(() -> drip(dripping));
      drips.setDaemon(true);
      drips.start();
      try (Page page = Page.start(Subject.of("here", here), QUICK.withBeside(List.of(url)))) {
        assertThat(Web.get(page, "/beside/1/explain/a").statusCode()).isEqualTo(502);
      }
    }
  }

  private static void drip(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread one = new Thread(() -> drip(socket));
        one.setDaemon(true);
        one.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void drip(Socket socket) {
    try (socket) {
      socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      while (!new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)) {
        socket.getOutputStream().write(' ');
      }
    } catch (IOException | InterruptedException closed) {
      // It was given up.
    }
  }

  @Test
  void shouldSayThatAnotherWasNeverHeard() throws Exception {
    try (Page page =
        Page.start(
            Subject.of("here", here),
            QUICK.withBeside(List.of(WebUrl.of("http://127.0.0.1:1/"))))) {
      try (Following all = new Following(page, "/events/all")) {
        eventually(() -> all.has("\"title\":\"127.0.0.1:1\""));
        assertThat(all.lines.stream().anyMatch(line -> isStanding(line, "SYNCING", false)))
            .isTrue();
      }
    }
  }
}
