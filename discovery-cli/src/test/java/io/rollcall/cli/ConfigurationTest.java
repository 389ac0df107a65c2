package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that come from variables and from files. */
class ConfigurationTest {
  /** Nobody listens there. */
  private static final String NOBODY = "tcp://127.0.0.1:1";

  @TempDir private Path folder;

  private Result members(String file, String... more) throws IOException {
    Path config = Files.writeString(folder.resolve("config"), file);
    return members(Map.of("ROLLCALL_CONFIG", config.toString()), more);
  }

  private static Result members(Map<String, String> environment, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "members";
    args[1] = "--timeout=1";
    System.arraycopy(more, 0, args, 2, more.length);
    return InProcess.run(environment, args);
  }

  @ParameterizedTest
  @CsvSource({
    "url_pubsub=x, no option is called 'url_pubsub'; did you mean 'url-pubsub'?",
    "URL-PUBSUB=x, no option is called 'URL-PUBSUB'; did you mean 'url-pubsub'?",
    "clutser=x, no option is called 'clutser'; did you mean 'cluster'?",
    "config=x, no option is called 'config'; did you mean",
    "[server], no option is called '[server]'; did you mean",
  })
  void shouldRefuseAKeyThatIsNoOption(String line, String error) throws IOException {
    Result result = members(line + "\n");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .startsWith("rollcall: configuration file '" + folder.resolve("config") + "': ")
        .contains(error);
  }

  @Test
  void shouldRefuseAKeyThatStandsTwice() throws IOException {
    Result result = members("cluster=a\nurl-pubsub=" + NOBODY + "\ncluster=b\n");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("key 'cluster' stands there twice");
  }

  @Test
  void shouldKnowTheOptionsOfOtherCommands() throws IOException {
    Result result = members("web=8080\nbackend=app\nfolder=x\nurl-pubsub=" + NOBODY + " \n");

    assertThat(result.err()).startsWith("rollcall: no server was heard at '" + NOBODY + "'");
  }

  @Test
  void shouldReadAFileWithAByteOrderMark() throws IOException {
    assertThat(members("\ufeffurl-pubsub=" + NOBODY + "\ncluster=x\n").err())
        .startsWith("rollcall: no server was heard at '" + NOBODY + "'");
  }

  @Test
  void shouldRefuseAFileOfAnotherCharset() throws IOException {
    Path config = folder.resolve("config");
    Files.write(config, "cluster=b\u00e4cker".getBytes(StandardCharsets.ISO_8859_1));

    Result result = members(Map.of(), "--config=" + config);

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("'" + config + "' is not in UTF-8");
  }

  @Test
  void shouldFindTheFileInTheFolderOfHome() throws IOException {
    Path config =
        Files.createDirectories(folder.resolve(".config/rollcall")).resolve("rollcall.properties");
    Files.writeString(config, "url-pubsub=nowhere\n");

    Result result = members(Map.of("XDG_CONFIG_HOME", "", "HOME", folder.toString()));

    assertThat(result.err()).contains("'nowhere'", "; --url-pubsub is from '" + config + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "ROLLCALL_TIMEOUT, soon, is not an int; --timeout is from ROLLCALL_TIMEOUT",
    "ROLLCALL_TIMEOUT, -1, --timeout is -1; it must be 1 to 3600; --timeout is from ROLLCALL_TIMEOUT",
    "ROLLCALL_URL_PUBSUB, nowhere, --url-pubsub is from ROLLCALL_URL_PUBSUB",
    "ROLLCALL_JSON, maybe, --json is from ROLLCALL_JSON",
  })
  void shouldNameTheVariableInTheError(String variable, String value, String error) {
    Result result = InProcess.run(Map.of(variable, value), "members");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(error);
  }

  @Test
  void shouldSkipWhatCantBeMeant() {
    Map<String, String> orchestrator =
        Map.of(
            "ROLLCALL_VERSION", "0.1.0",
            "ROLLCALL_HELP", "x",
            "ROLLCALL_JSON", "1",
            "ROLLCALL_SERVICE_HOST", "10.0.0.1",
            "ROLLCALL_PORT", "tcp://10.0.0.1:7655",
            "ROLLCALL_PORT_7655_TCP", "tcp://10.0.0.1:7655",
            "ROLLCALL_NAME", "/web/rollcall",
            "ROLLCALL_URL_PUBSUB", NOBODY);

    assertThat(members(orchestrator).err()).startsWith("rollcall: no server was heard");
    // It comes as far as to what the command line says.
    assertThat(InProcess.run(orchestrator, "daemon", "--bind", "not an address").err())
        .contains("not an address")
        .doesNotContain("ROLLCALL_PORT", "ROLLCALL_NAME");
  }

  @Test
  void shouldPreferTheCommandLineToABadVariable() {
    assertThat(members(Map.of("ROLLCALL_TIMEOUT", "soon"), "--url-pubsub", NOBODY).err())
        .startsWith("rollcall: no server was heard");
  }

  @ParameterizedTest
  @CsvSource({"${sys:user.home}", "${env:HOME:-x}", "$${x} $$ $1"})
  void shouldTakeAValueLiterally(String value) throws IOException {
    assertThat(members(Map.of("ROLLCALL_URL_PUBSUB", value)).err()).contains("'" + value + "'");
    assertThat(members("url-pubsub=" + value).err()).contains("'" + value + "'");
    assertThat(members(Map.of(), "--url-pubsub", value).err()).contains("'" + value + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "members --url-server tcp://127.0.0.1:2, --url-server is given on the command line",
    "watch --url-server tcp://127.0.0.1:2, --url-server is given on the command line",
    "doctor --url-server tcp://127.0.0.1:2, --url-server is given on the command line",
    "server --url-server tcp://127.0.0.1:0, --url-server is given on the command line",
    "server --url-pubsub tcp://127.0.0.1:0, --url-pubsub is given on the command line",
    "nanomsg --url-pubsub tcp://127.0.0.1:0, --url-pubsub is given on the command line",
    "daemon --url-server tcp://127.0.0.1:2, --url-server is given on the command line",
    "explain x --url-pubsub tcp://127.0.0.1:2, --url-pubsub is given on the command line",
    "join x --url-pubsub tcp://127.0.0.1:2, --url-pubsub is given on the command line",
  })
  void shouldRefuseOneEndpointWhereTheOtherIsNeeded(String command, String error) {
    Result result = InProcess.run(Map.of(), command.split(" ", -1));

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(error, "Give both");
  }

  @Test
  void shouldRefuseAnEndpointThatOverridesHalfOfAPair() {
    Map<String, String> pair =
        Map.of("ROLLCALL_URL_SERVER", "tcp://127.0.0.1:3", "ROLLCALL_URL_PUBSUB", NOBODY);

    assertThat(members(pair, "--url-server", "tcp://127.0.0.1:2").err())
        .contains("'" + NOBODY + "', in the environment");
    assertThat(members(pair).err()).contains("no server was heard");
    assertThat(members(pair, "--url-pubsub", "tcp://127.0.0.1:4").err())
        .contains("no server was heard at 'tcp://127.0.0.1:4'");
  }
}
