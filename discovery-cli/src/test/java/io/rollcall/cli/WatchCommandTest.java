package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
  private final Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);

  @AfterEach
  void close() {
    server.close();
  }

  private Client join(Member member) throws InterruptedException {
    Client client = Client.start(server.urlServer(), member, Options.defaults());
    assertThat(client.awaitJoined(Duration.ofSeconds(Program.PATIENCE_SECONDS))).isTrue();
    return client;
  }

  @Test
  void shouldPrintALineForEachChange() throws InterruptedException {
    try (Client first = join(Member.named("web1").withAttribute("note", "a\u009b31m"));
        Program program = Program.start("watch", "--url-pubsub", server.urlPubSub())) {
      program.awaitLine(".*Z = web1 \\{note=a\\?31m\\}");
      program.awaitLine(".*Z \\* LIVE");
      Client second = join(Member.named("web2").withType("web"));
      program.awaitLine(".*Z \\+ web2 \\(web\\)");
      second.update(second.self().withStatus(Status.TAKEN));
      program.awaitLine(".*Z ~ web2 \\(web\\) TAKEN");
      second.close();
      program.awaitLine(".*Z - web2 GOODBYE");
      server.close();
      program.awaitLine(".*Z \\* STALE");

      program.signal("INT");
      assertThat(program.awaitExit()).isEqualTo(ExitCode.SIGNAL + 2);
      assertThat(program.out).noneMatch(line -> line.contains("- web1"));
    }
  }

  @Test
  void shouldTellWhoCameFirstFromWhoWasThere() throws InterruptedException {
    try (Program program = Program.start("watch", "--url-pubsub", server.urlPubSub())) {
      program.awaitLine(".*Z \\* LIVE");
      try (Client first = join(Member.named("web1"))) {
        program.awaitLine(".*Z \\+ web1");
      }
    }
  }

  @Test
  void shouldPrintAnEventALineAsJson() throws InterruptedException {
    try (Client first = join(Member.named("web1"));
        Program program = Program.start("watch", "--json", "--url-pubsub", server.urlPubSub())) {
      program.awaitLine(".*\"event\":\"present\".*\"web1\".*");
      Client second = join(Member.named("web2").withAttribute("k", "\u001b[31m\n"));
      program.awaitLine(".*\"event\":\"joined\".*\"web2\".*");
      second.update(second.self().withStatus(Status.OFFLINE));
      program.awaitLine(".*\"event\":\"updated\".*\"OFFLINE\".*\"restarted\":false.*");
      second.close();
      program.awaitLine(".*\"event\":\"left\".*\"cause\":\"GOODBYE\".*");

      program.signal("TERM");
      assertThat(program.awaitExit()).isEqualTo(ExitCode.SIGNAL + 15);
      assertThat(program.out).allSatisfy(line -> Schemas.check("watch", line));
    }
  }

  private static Map<String, String> terminal(String type) {
    return Map.of(
        "JAVA_TOOL_OPTIONS",
        "-Drollcall.terminal=true",
        "TERM",
        type,
        "LINES",
        "10",
        "COLUMNS",
        "60",
        "NO_COLOR",
        "1");
  }

  @Test
  void shouldPrintLinesOnATerminalThatKnowsNoMore() throws InterruptedException {
    try (Client client = join(Member.named("web1"));
        Program program =
            Program.start(terminal("dumb"), "watch", "--url-pubsub", server.urlPubSub())) {
      program.awaitLine(".* = web1");

      assertThat(String.join("", program.out)).doesNotContain("\u001b");
    }
  }

  @Test
  void shouldGiveTheScreenBackWhileItIsStopped() {
    try (Program program =
        Program.start(terminal("xterm"), "watch", "--url-pubsub", server.urlPubSub())) {
      program.awaitLine(".*0 present.*");
      program.signal("TSTP");
      await()
          .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> Files.readString(stat(program)).contains(") T "));
      program.signal("CONT");

      // What ends no line before it goes on: away from the second screen, and back to it.
      program.awaitLine(".*\u001b\\[\\?25h\u001b\\[\\?1049l\u001b\\[\\?1049h.*");
    }
  }

  private static Path stat(Program program) {
    return Path.of("/proc", String.valueOf(program.pid()), "stat");
  }

  @Test
  void shouldEndAtTheKeyQ(@TempDir Path folder) throws IOException {
    Path keys = Files.writeString(folder.resolve("keys"), "xq");
    try (Program program =
        Program.start(terminal("xterm"), keys, "watch", "--url-pubsub", server.urlPubSub())) {
      assertThat(program.awaitExit()).isZero();
      assertThat(String.join("", program.out)).endsWith("\u001b[?1049l");
    }
  }

  @Test
  void shouldKeepAScreenUpToDateOnATerminalAndGiveItBack() throws InterruptedException {
    try (Client first = join(Member.named("web1"));
        Program program =
            Program.start(terminal("xterm"), "watch", "--url-pubsub", server.urlPubSub())) {
      program.awaitLine("web1 .*ONLINE .* ago.*");
      Client second = join(Member.named("web2"));
      program.awaitLine("web2 .*ONLINE .* ago.*");
      second.close();
      // The last line of a frame ends when the next one moves up to the first.
      await()
          .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(
              () -> program.out.stream().anyMatch(line -> line.contains("ago  - web2  GOODBYE")));

      program.signal("TERM");
      assertThat(program.awaitExit()).isEqualTo(ExitCode.SIGNAL + 15);
      assertThat(program.out.get(0)).startsWith("\u001b[?1049h");
      assertThat(String.join("", program.out)).endsWith("\u001b[?1049l");
    }
  }

  @Test
  void shouldEndWhenNobodyReads() throws Exception {
    try (Client first = join(Member.named("web1"));
        Program program = Program.start("watch", "--url-pubsub", server.urlPubSub())) {
      program.awaitLine(".* = web1");
      program.closeOutput();
      await()
          .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(
              () -> {
                // There is something to say each time it is looked.
                first.update(first.self().withAttribute("now", "" + System.nanoTime()));
                return ProcessHandle.of(program.pid()).isEmpty();
              });

      assertThat(program.awaitExit()).isEqualTo(ExitCode.SIGNAL + 13);
    }
  }

  @Test
  void shouldNameAMalformedEndpoint() {
    Result result = Program.run("watch", "--url-pubsub", "tcp://*:5");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("rollcall: endpoint 'tcp://*:5': ");
  }
}
