package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rollcall server --web} as a process. */
class WebChoiceTest {
  private static final String ANY = "tcp://127.0.0.1:0";
  private static final String PAGE = "page at (http://127\\.0\\.0\\.1:\\d+/)";

  private static Program server(String... more) {
    String[] all = new String[7 + more.length];
    String[] first = {"server", "--url-server", ANY, "--url-pubsub", ANY, "--preset", "local"};
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Program.start(all);
  }

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  @Test
  void shouldShowAPageAndEndWithItsServer() throws Exception {
    try (Program server = server("--web", "0")) {
      String url = server.awaitLine(PAGE).replaceAll(PAGE, "$1");
      Awaitility.await()
          .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> get(url + "health").statusCode() == 200);
      assertThat(get(url + "health").body()).contains("\"state\":\"LIVE\"");
      assertThat(get(url).body()).contains("<title>Rollcall</title>");
      assertThat(get(url + "metrics").body()).contains("rollcall_rounds_total{role=\"server\"}");

      server.signal("TERM");
      assertThat(server.awaitExit()).isEqualTo(ExitCode.SIGNAL + 15);
      assertThat(server.err).noneMatch(line -> line.contains("Exception"));
    }
  }

  @Test
  void shouldNameAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Program server = server("--web", String.valueOf(taken.getLocalPort()))) {
      assertThat(server.awaitExit()).isEqualTo(ExitCode.FAILED);
      assertThat(server.err)
          .contains(
              "rollcall: page at '127.0.0.1:%d' can't be bound: Address already in use"
                  .formatted(taken.getLocalPort()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--web=70000,--web is 70000; it must be 0 to 65535",
    "--web-beside=http://a/,--web-beside http://a/ needs --web",
  })
  void shouldNameWhatIsMalformed(String option, String message) {
    Result result = Program.run("server", option, "--url-server", ANY, "--url-pubsub", ANY);

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("rollcall: " + message);
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--web-bind=300.1.1.1,address '300.1.1.1' is not known; use one of this host",
    "--web-beside=ftp://a/,URL 'ftp://a/': it begins with neither http:// nor https://",
  })
  void shouldNameWhatIsMalformedOfAPage(String option, String message) {
    Result result =
        Program.run("server", "--web", "0", option, "--url-server", ANY, "--url-pubsub", ANY);

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("rollcall: " + message);
  }
}
