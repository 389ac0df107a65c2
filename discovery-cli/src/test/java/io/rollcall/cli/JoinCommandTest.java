package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Account.Stay;
import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinCommandTest {
  /** Says that it is there, and on the signal that it has it; then it ends with 9. */
  private static final String OBEYS =
      "trap 'echo got %1$s; exit 9' %1$s; echo up; while kill -0 $PPID; do sleep 0.05; done";

  private final Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);

  @AfterEach
  void close() {
    server.close();
  }

  private void awaitCause(String name, Cause cause) {
    await()
        .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(server.explain(name).accounts())
                    .flatMap(account -> account.stays())
                    .extracting(Stay::cause)
                    .containsExactly(java.util.Optional.of(cause)));
  }

  @Test
  void shouldBeAMemberUntilASignal() {
    try (Program program =
        Program.start(
            "join",
            "web1",
            "--type",
            "web",
            "--attr",
            "zone=north",
            "--attr",
            "query=a=b",
            "--status",
            "taken",
            "--url-server",
            server.urlServer())) {
      program.awaitLine("joined as web1");
      Member member = server.roster().find("web1").orElseThrow();

      assertThat(member.type()).isEqualTo("web");
      assertThat(member.status()).isEqualTo(Status.TAKEN);
      assertThat(member.attributes())
          .containsExactly(entry("query", "a=b"), entry("zone", "north"));
      program.signal("TERM");
      assertThat(program.awaitExit()).isEqualTo(ExitCode.SIGNAL + 15);
      awaitCause("web1", Cause.GOODBYE);
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM", "HUP", "INT"})
  void shouldPassOnASignal(String signal) {
    // There a terminal's Ctrl-C is taken to reach the command by itself.
    assumeFalse(signal.equals("INT") && CommandProcess.isForeground());
    try (Program program =
        Program.start(
            "join",
            "web1",
            "--url-server",
            server.urlServer(),
            "--",
            "sh",
            "-c",
            OBEYS.formatted(signal))) {
      program.awaitLine("up");
      program.signal(signal);

      program.awaitLine("got " + signal);
      assertThat(program.awaitExit()).isEqualTo(9);
    }
  }

  @Test
  void shouldLeaveWithAGoodbyeWhenTheCommandEnds(@TempDir Path folder) throws Exception {
    Path end = folder.resolve("end");
    try (Program program =
        Program.start(
            "join",
            "web1",
            "--url-server",
            server.urlServer(),
            "--",
            "sh",
            "-c",
            "until [ -e \"$0\" ] || ! kill -0 $PPID; do sleep 0.05; done; exit 7",
            end.toString())) {
      await()
          .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> server.roster().find("web1").isPresent());
      Files.createFile(end);

      assertThat(program.awaitExit()).isEqualTo(7);
      awaitCause("web1", Cause.GOODBYE);
    }
  }

  @Test
  void shouldRunTheCommandWithoutAServer() {
    Result result =
        Program.run(
            "join", "web1", "--url-server", "tcp://127.0.0.1:1", "--", "sh", "-c", "kill -9 $$");

    assertThat(result.exit()).isEqualTo(ExitCode.SIGNAL + 9);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void shouldSayThatACommandIsNotThere() {
    Result result =
        Program.run("join", "web1", "--url-server", server.urlServer(), "--", "/nowhere/x", "-y");

    assertThat(result.exit()).isEqualTo(127);
    assertThat(result.err()).isEqualTo("rollcall: command '/nowhere/x' is not there\n");
    assertThat(server.explain("web1").isKnown()).isFalse();
  }

  @Test
  void shouldSayThatACommandCantBeRun() {
    Result result =
        Program.run("join", "web1", "--url-server", server.urlServer(), "--", "/etc/passwd");

    assertThat(result.exit()).isEqualTo(126);
    assertThat(result.err()).isEqualTo("rollcall: command '/etc/passwd' can't be run\n");
  }

  @Test
  void shouldSayThatAnotherProcessBearsTheName() throws InterruptedException {
    try (Client first = Client.start(server.urlServer(), "web1");
        Program program = Program.start("join", "web1", "--url-server", server.urlServer())) {
      assertThat(first.awaitJoined(Duration.ofSeconds(Program.PATIENCE_SECONDS))).isTrue();
      program.awaitLine("joined as web1");

      await()
          .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(
              () ->
                  program.err.contains(
                      "rollcall: 'web1' is borne by 2 processes at '%s'; give each a name of its own"
                          .formatted(server.urlServer())));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "weight=banana, weight 'banana' is not 0 to 256",
    "address=nonsense, address 'nonsense'",
    "secure=yes, secure 'yes' is neither true nor false"
  })
  void shouldWarnOnceThatNobodyWillPickIt(String attribute, String fault) {
    try (Program program =
        Program.start("join", "web1", "--attr", attribute, "--url-server", server.urlServer())) {
      program.awaitLine("joined as web1");

      assertThat(program.err)
          .singleElement()
          .asString()
          .startsWith("rollcall: warning: 'web1' will not be picked by others: " + fault);
    }
  }

  @Test
  void shouldSayThatItIsRefused() {
    try (Program program =
        Program.start("join", "web1", "--cluster", "other", "--url-server", server.urlServer())) {
      await()
          .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(
              () ->
                  program.err.contains(
                      "rollcall: 'web1' is refused, CLUSTER: cluster 'other' is not ''; it tries"
                          + " again"));
      program.signal("INT");
      assertThat(program.awaitExit()).isEqualTo(ExitCode.SIGNAL + 2);
      assertThat(program.out).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a|b, zone=n, name 'a|b' contains '|'",
    "web1, zone, --attr",
  })
  void shouldNameWhatIsMalformed(String name, String attribute, String error) {
    Result result = Program.run("join", name, "--attr", attribute);

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(error);
  }
}
