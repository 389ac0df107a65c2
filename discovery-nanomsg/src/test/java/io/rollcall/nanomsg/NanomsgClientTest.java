package io.rollcall.nanomsg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Server;
import io.rollcall.nanomsg.sp.Cat;
import io.rollcall.nanomsg.sp.Program;
import io.rollcall.nanomsg.sp.Raw;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members of servers that speak nanomsg's protocols. */
@Timeout(120)
class NanomsgClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  /** gopherdiscovery's pinned mangos: the old numbers, and ids that count from 0. */
  @Test
  void shouldAnswerAnOldServerThatExpectsTheOldNumbers() throws Exception {
    try (ServerSocket port = Raw.port();
        NanomsgClient client =
            NanomsgClient.start("tcp://127.0.0.1:" + port.getLocalPort(), "client1")) {
      try (Raw first = Raw.of(port.accept()).greet(0x60)) {
        assertThat(first.greeting()).isEqualTo(0x63);
      }
      try (Raw server = Raw.of(port.accept()).greet(0x60)) {
        assertThat(server.greeting()).isEqualTo(0x61);
        server.message("00000000");
        assertThat(server.receive()).isEqualTo("\0\0\0\0client1".getBytes(UTF_8));
        server.message("00000001");
        assertThat(server.receive()).isEqualTo("\0\0\0\1client1".getBytes(UTF_8));
        await().atMost(PATIENCE).until(() -> client.answers() == 2);
        assertThat(client.servers()).isOne();
      }
    }
  }

  @Test
  void shouldAnswerAProgramThatSurveys() throws Exception {
    Cat.NANOCAT.require();
    String endpoint = "ipc://" + folder.resolve("survey");
    List<String> command = Cat.NANOCAT.sending("--surveyor", true, endpoint, "who");
    command.add("--quoted");
    try (Program server = Program.start(command, folder);
        NanomsgClient client = NanomsgClient.start(endpoint, "client1")) {
      assertThat(client.awaitAnswered(PATIENCE)).isTrue();
      await().atMost(PATIENCE).until(() -> server.lines().toString().contains("client1"));
    }
  }

  @Test
  void shouldBeAMemberOfAGatewayAndComeBackToIt() throws Exception {
    String any = "tcp://127.0.0.1:0";
    try (Server server = Server.start(any, any, Pace.BRISK);
        NanomsgGateway gateway = NanomsgGateway.start(server, any, any);
        NanomsgClient client = NanomsgClient.start(gateway.urlSurvey(), "client1")) {
      await().atMost(PATIENCE).until(() -> server.roster().names().equals(List.of("client1")));
      String url = gateway.urlSurvey();
      gateway.close();
      await().atMost(PATIENCE).until(() -> server.roster().names().isEmpty());
      await().atMost(PATIENCE).until(() -> client.servers() == 0);
      try (NanomsgGateway again = NanomsgGateway.start(server, url, any)) {
        await().atMost(PATIENCE).until(() -> server.roster().names().equals(List.of("client1")));
        client.close();
        client.close();
        await().atMost(PATIENCE).until(() -> server.roster().names().isEmpty());
        assertThat(again.isClosed()).isFalse();
      }
    }
  }

  @Test
  void shouldRefuseWhatIsMalformed() {
    assertThatThrownBy(() -> NanomsgClient.start("tcp://127.0.0.1", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tcp://127.0.0.1");
    assertThatThrownBy(() -> NanomsgClient.start("tcp://127.0.0.1:1", "a|b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a|b");
  }
}
