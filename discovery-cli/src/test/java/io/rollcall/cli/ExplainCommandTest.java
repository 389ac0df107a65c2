package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.Server;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
  private final Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);

  @AfterEach
  void close() {
    server.close();
  }

  private void joinAndLeave(String name) throws InterruptedException {
    try (Client client = Client.start(server.urlServer(), name)) {
      assertThat(client.awaitJoined(Duration.ofSeconds(Program.PATIENCE_SECONDS))).isTrue();
    }
  }

  @Test
  void shouldTellWhyAMemberLeft() throws InterruptedException {
    joinAndLeave("web1");

    Result result = explain("web1");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("'web1', says server ", " ago, GOODBYE");
  }

  @Test
  void shouldTellItAsJson() throws InterruptedException {
    joinAndLeave("web1");

    Result result = explain("web1", "--json");

    assertThat(result.exit()).isZero();
    Schemas.check("explain", result.out());
    assertThat(result.out()).contains("\"known\":true", "\"cause\":\"GOODBYE\"").hasLineCount(1);
  }

  @Test
  void shouldSayThatNobodyKnowsTheName() {
    Result result = explain("web2", "--json");

    assertThat(result.exit()).isEqualTo(ExitCode.NOT_FOUND);
    Schemas.check("explain", result.out());
    assertThat(result.out()).contains("\"known\":false");
  }

  @Test
  void shouldSayThatNoServerAnswers() {
    Result result =
        Program.run("explain", "web1", "--url-server", "tcp://127.0.0.1:1", "--timeout", "1");

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("rollcall: endpoint 'tcp://127.0.0.1:1': no answer within 1000 ms");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void shouldRefuseATimeoutOutOfBounds() {
    Result result = Program.run("explain", "web1", "--timeout", "0");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("rollcall: --timeout is 0; it must be 1 to 3600");
  }

  private Result explain(String name, String... more) {
    String[] args = new String[5 + more.length];
    args[0] = "explain";
    args[1] = name;
    args[2] = "--url-server";
    args[3] = server.urlServer();
    args[4] = "--timeout=" + Program.PATIENCE_SECONDS;
    System.arraycopy(more, 0, args, 5, more.length);
    return Program.run(args);
  }
}
