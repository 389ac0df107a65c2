package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Subscriber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonCommandTest {
  @TempDir private Path folder;

  private static String port(Program daemon) {
    return daemon.awaitLine("listens at port [0-9]+").replaceAll("\\D", "");
  }

  @Test
  void shouldAnswerOfItsWorkers() throws IOException {
    try (Program manager =
        Program.start("daemon", "--manager", "--port", "0", "--bind", "127.0.0.1")) {
      String at = "127.0.0.1:" + port(manager);
      // An option counts, and not the variable.
      Map<String, String> environment = Map.of("UPLINK", at, "PORT", "x");
      try (Program worker = Program.start(environment, "daemon", "--port", "0")) {
        String listed = "127.0.0.1:" + port(worker);
        Awaitility.await()
            .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
            .until(() -> Program.run("query", at, "workers").out().equals(listed + "\n"));

        Path questions = Files.writeString(folder.resolve("questions"), "ping\nworkers\n");
        try (Program shell = Program.start(Map.of(), questions, "query", at, "--json")) {
          assertThat(shell.awaitExit()).isZero();
          assertThat(shell.out)
              .allSatisfy(line -> Schemas.check("query", line))
              .containsExactly(
                  "{\"question\":\"ping\",\"answer\":\"pong\"}",
                  "{\"question\":\"workers\",\"list\":[\"" + listed + "\"]}");
        }
      }
      assertThat(Program.run("query", at, "foo"))
          .isEqualTo(new Result(ExitCode.USAGE, "unknown command\n", ""));
      assertThat(Program.run("query", at, "register_server :: x"))
          .isEqualTo(new Result(ExitCode.FAILED, "405\n", ""));
      manager.signal("TERM");
      assertThat(manager.awaitExit()).isEqualTo(ExitCode.SIGNAL + 15);
    }
  }

  @Test
  void shouldJoinAServerUnderAName() {
    try (Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);
        Subscriber subscriber = Subscriber.start(server.urlPubSub());
        Program daemon =
            Program.start(
                "daemon",
                "--port=0",
                "--name=d1",
                "--url-server=" + server.urlServer(),
                "--url-pubsub=" + server.urlPubSub())) {
      port(daemon);

      Awaitility.await()
          .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> subscriber.roster().find("d1").isPresent());
    }
  }

  /** As {@code join} does; under a name at once, else when its own address is known. */
  @ParameterizedTest
  @ValueSource(strings = {"--name=d1", "--bind=127.0.0.1"})
  void shouldEndWhereItsKeysCantBeRead(String option) {
    Result noKeys =
        Program.run(
            "daemon",
            option,
            "--port=0",
            "--url-server=tcp://127.0.0.1:1",
            "--url-pubsub=tcp://127.0.0.1:2",
            "--key=/nonexistent/own",
            "--trust=/nonexistent/trusted");

    assertThat(noKeys.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(noKeys.err()).contains("/nonexistent/own");
  }

  @Test
  void shouldSayWhatIsWrong() {
    Result both =
        Program.run("daemon", "--manager", "--url-server=tcp://h:1", "--url-pubsub=tcp://h:2");
    assertThat(both.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(both.err()).contains("'tcp://h:1': who joins a server is no manager");

    Result uplink =
        Program.run(
            Map.of("UPLINK", "m:1"), "daemon", "--url-server=tcp://h:1", "--url-pubsub=tcp://h:2");
    assertThat(uplink.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(uplink.err())
        .contains("server 'tcp://h:1': who joins a server", "; in the environment UPLINK is 'm:1'")
        .doesNotContain("SURVEY");

    Result variable = Program.run(Map.of("PORT", "x"), "daemon");
    assertThat(variable.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(variable.err()).contains("PORT is 'x'; it must be 0 to 65535");

    Result port = Program.run("query", "127.0.0.1:65536", "ping");
    assertThat(port.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(port.err()).contains("port '65536' is not 1 to 65535");

    Result nobody = Program.run("query", "127.0.0.1:1", "ping");
    assertThat(nobody.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(nobody.err()).contains("rollcall: daemon 127.0.0.1:1: ");
  }
}
