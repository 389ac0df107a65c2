package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembersCommandTest {
  private final Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);

  @AfterEach
  void close() {
    server.close();
  }

  private Client client(Member member) throws InterruptedException {
    Client client = Client.start(server.urlServer(), member, Options.defaults());
    assertThat(client.awaitJoined(Duration.ofSeconds(Program.PATIENCE_SECONDS))).isTrue();
    return client;
  }

  @Test
  void shouldPrintATable() throws InterruptedException {
    Member member = Member.named("cache1").withType("cache").withAttribute("zone", "a\u001b[31m");
    try (Client one = client(member);
        Client other = client(Member.named("web1"))) {
      Result result =
          Program.run(
              "members", "--url-pubsub", server.urlPubSub(), "--wait", "2", "--timeout", "60");

      assertThat(result.exit()).isZero();
      assertThat(result.out().lines().toList()).hasSize(3);
      assertThat(result.out()).startsWith("NAME ").contains("cache1  cache  ONLINE", "web1 ");
      assertThat(result.out()).contains("zone=a?[31m").doesNotContain("\u001b");
    }
  }

  @Test
  void shouldSayThatFewerCameThanItWaitedFor() {
    Result result =
        Program.run(
            "members",
            "--json",
            "--url-pubsub",
            server.urlPubSub(),
            "--wait",
            "2",
            "--timeout",
            "5");

    assertThat(result.exit()).isEqualTo(ExitCode.TIMEOUT);
    assertThat(result.err()).contains("rollcall: 0 of 2 members after 5 s");
  }

  @Test
  void shouldSayThatNobodyIsThere() {
    Result result = Program.run("members", "--url-pubsub", "tcp://127.0.0.1:1", "--timeout", "1");

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("rollcall: no server was heard at 'tcp://127.0.0.1:1' within 1 s");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void shouldNameAMalformedEndpoint() {
    Result result = Program.run("members", "--url-pubsub", "nowhere");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("rollcall: endpoint 'nowhere': ");
  }
}
