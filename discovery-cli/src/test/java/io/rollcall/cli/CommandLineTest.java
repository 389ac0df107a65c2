package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A word on the command line means what it says. */
class CommandLineTest {
  @TempDir private Path folder;

  private static Result run(String... args) {
    return InProcess.run(Map.of(), args);
  }

  @Test
  void shouldNotReplaceAWordByTheFileThatItNames() throws IOException {
    String word = "@" + Files.writeString(folder.resolve("body"), "--help");

    Result asked = run("explain", "--timeout=0", "--", word);
    Result joined = run("join", word + "|", "--", "true");
    Result command = run("join", "web", "--", word);

    assertThat(asked.err()).contains("--timeout is 0");
    assertThat(joined.err()).contains("name '" + word + "|' contains '|'");
    assertThat(command.err()).isEqualTo("rollcall: command '" + word + "' is not there\n");
  }

  @ParameterizedTest
  @CsvSource({
    "members --url-server --json, Expected parameter for option '--url-server' but found '--json'",
    "members --cluster --jsn, --jsn",
    "members -hV, Unknown option: '-hV'",
    "members --timeou 3, '--timeou'",
    "members --TIMEOUT 3, '--TIMEOUT'",
    "members there, Unmatched argument at index 1: 'there'",
    "members --timeout 3 --timeout 4, should be specified only once",
    "members --timeout '3', is not an int",
    "members --timeout=x, Invalid value for option '--timeout': 'x' is not an int",
    "members --preset lan, Unknown option",
    "explain web --preset lan, Unknown option",
    "doctor --preset lan, Unknown option",
    "join web --attr zone, --attr 'zone': it must be KEY=VALUE",
    "join web --attr zone=a --attr zone=b, --attr 'zone=b': 'zone' is given twice",
  })
  void shouldSayBadUseInTwoLines(String command, String error) {
    Result result = run(command.replace("'", "\"").split(" ", -1));

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).startsWith("rollcall: ").contains(error);
    assertThat(result.err().lines().count()).isLessThanOrEqualTo(3);
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "members --timeout -1",
        "members --timeout 0",
        "members --timeout 3601",
        "members --wait -3",
        "explain web --timeout -1",
        "doctor --timeout 0",
        "daemon --port -1",
        "daemon --port 65536",
        "server --web -1",
        "server --web 65536",
        "haproxy --api tcp://127.0.0.1:1 --backend x --drain -1",
        "haproxy --api tcp://127.0.0.1:1 --backend x --drain 9223372036854775807",
        "haproxy --api tcp://127.0.0.1:1 --backend x --check 0",
        "nanomsg --pulse 0",
        "pool --self http://127.0.0.1:0 --group x --directory . --max-bytes -1",
      })
  void shouldBoundEachNumber(String command) {
    Result result = run(command.split(" ", -1));

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).containsPattern("^rollcall: --[a-z-]+ is -?[0-9]+; it must be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "keys"})
  void shouldListTheCommandsWhereOneIsMissing(String command) {
    Result result = command.isEmpty() ? run() : run(command);

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(" missing\n", "Commands:\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"members", "doctor", "server", "keys create"})
  void shouldFillInWhatTheHelpLeavesOpen(String command) {
    Result result = run((command + " --help").split(" ", -1));

    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("Usage: rollcall " + command).doesNotContain("${");
  }
}
