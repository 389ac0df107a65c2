package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

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
    "members --timeout '3', it must be a number",
    "members --timeout=x, --timeout is 'x'; it must be a number",
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

  /** Each of them, also where it is none. */
  @ParameterizedTest
  @MethodSource("commands")
  void shouldSayWithinWhichBoundsANumberMustBe(CommandLine command) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (isNumber(option.typeInfo().getType())) {
        for (String value : List.of("abc", "99999999999999999999", "1.5")) {
          List<String> words =
              new ArrayList<>(List.of(command.getCommandSpec().qualifiedName(" ").split(" ", -1)));
          words.add(option.longestName() + "=" + value);
          assertThat(run(words.subList(1, words.size()).toArray(new String[0])).err())
              .containsPattern(
                  "^rollcall: %s is '%s'; it must be a number, [0-9]+ to [0-9]+\n"
                      .formatted(option.longestName(), value));
        }
      }
    }
  }

  private static boolean isNumber(Class<?> type) {
    return Set.of(int.class, long.class, Integer.class, Long.class).contains(type);
  }

  /** Picocli checks a group before it looks for values that are not on the command line. */
  @ParameterizedTest
  @MethodSource("commands")
  void shouldHaveNoOptionsInGroups(CommandLine command) {
    assertThat(command.getCommandSpec().argGroups()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "keys", "mesh"})
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

  /** The errors come from the modules, which do not know the options. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "daemon --uplink nowhere ! --uplink is 'nowhere', from the command line",
        "daemon --allow 10.0.0.0/8;everybody ! --allow is '10.0.0.0/8,everybody', from the command line",
        "haproxy --api nowhere --backend x ! --api is 'nowhere', from the command line",
        "server --web 0 --web-bind nowhere.invalid ! --web-bind is 'nowhere.invalid', from the command line",
      })
  void shouldNameTheOptionThatAnErrorIsAbout(String command, String error) {
    Result result = run(command.replace(';', ',').split(" ", -1));

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(error);
  }

  static List<CommandLine> commands() {
    CommandLine program = new CommandLine(new Rollcall());
    Commands.addTo(program);
    return withCommandsBelow(program).toList();
  }

  private static Stream<CommandLine> withCommandsBelow(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(CommandLineTest::withCommandsBelow));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldListTheExitCodesInEachHelp(CommandLine command) {
    assertThat(command.getUsageMessage()).contains("\nExit codes:\n", "  2 ");
  }
}
