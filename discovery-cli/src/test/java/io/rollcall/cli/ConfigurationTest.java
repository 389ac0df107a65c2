package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Keys;
import io.rollcall.processes.ClassPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "url_pubsub=x ! no option is called 'url_pubsub'; did you mean 'url-pubsub'?",
        "URL-PUBSUB=x ! no option is called 'URL-PUBSUB'; did you mean 'url-pubsub'?",
        "clutser=x ! no option is called 'clutser'; did you mean 'cluster'?",
        "config=x ! '--config' can't be given in a file",
        "help=true ! '--help' can't be given in a file",
        "[server] ! no option is called '[server]'",
        "garbage line ! no option is called 'garbage'",
        "x=1 ! no option is called 'x'",
        "cluster=a\\u12 ! line 1, 'cluster=a\\u12': four hexadecimal digits must follow \\u",
        "#\\uy;cluster=a\\\\u; url-pubsub = \\\\\\uabcg ! line 3, 'url-pubsub = \\\\\\uabcg': four",
      })
  void shouldRefuseAKeyThatIsNoOption(String lines, String error) throws IOException {
    String line = lines.replace(';', '\n');
    Result result = members(line + "\n");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .startsWith("rollcall: configuration file '" + folder.resolve("config") + "': ")
        .contains("': " + error);
    assertThat(result.err().contains("did you mean")).isEqualTo(error.contains("did you mean"));
  }

  @Test
  void shouldRefuseAKeyThatStandsTwice() throws IOException {
    Result result = members("cluster=a\nurl-pubsub=" + NOBODY + "\ncluster=b\n");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("key 'cluster' stands there twice, with 'a' and 'b'");
  }

  @Test
  void shouldTakeALineForEachValueOfAnOptionThatCanBeRepeated() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            "attr=zone=a,b\nattr=port = $1\npeer=http://a:1\npeer=http://b:2\nattr=zone\n");

    Result result =
        InProcess.run(Map.of("ROLLCALL_CONFIG", config.toString()), "join", "web", "--", "true");

    // The last of them is bad, so the others were read.
    assertThat(result.err())
        .startsWith("rollcall: --attr 'zone': it must be KEY=VALUE")
        .contains(
            "; --attr is 'zone=a,b', 'port = $1', 'zone', from the configuration file '" + config);
  }

  @ParameterizedTest
  @CsvSource({"--config", "ROLLCALL_CONFIG"})
  void shouldSayWhoNamesAFileThatIsNotThere(String origin) {
    String path = folder.resolve("absent").toString();
    Result result =
        origin.startsWith("-") ? members(Map.of(), origin, path) : members(Map.of(origin, path));

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .isEqualTo(
            "rollcall: configuration file '"
                + path
                + "' can't be read: it is not there; it is named by "
                + origin
                + "\n");
  }

  @Test
  void shouldSayWhyAFolderIsNoConfigurationFile() {
    assertThat(members(Map.of(), "--config", folder.toString()).err())
        .contains("'" + folder + "' can't be read: Is a directory; it is named by --config")
        .doesNotContain("Exception");
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

  /** To open it would wait for somebody who writes. */
  @ParameterizedTest
  @ValueSource(strings = {"fifo", "/dev/zero"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldRefuseWhatIsNoFile(String name) throws Exception {
    Path config = folder.resolve(name);
    if (!Files.exists(config)) {
      assertThat(new ProcessBuilder("mkfifo", config.toString()).start().waitFor()).isZero();
    }

    Result result = members(Map.of(), "--config=" + config);

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("file '" + config + "': it is neither a file nor a pipe of the shell");
  }

  @Test
  void shouldReadAPipeOfTheShell() {
    Result result =
        Program.runScript(
            Map.of(),
            Path.of(System.getProperty("java.home"), "bin", "java"),
            "echo url-pubsub=nowhere | \"$1\" -cp '%s' %s members --config=/dev/stdin"
                .formatted(ClassPath.of(Rollcall.class), Rollcall.class.getName()));

    assertThat(result.err())
        .contains("--url-pubsub is 'nowhere', from the configuration file '/dev/stdin'");
  }

  @Test
  void shouldRefuseAFileThatIsTooLong() throws IOException {
    Result longest = members("#".repeat(ConfigurationFile.MOST_OCTETS - 1) + "\nbad");
    assertThat(longest.err())
        .contains(
            "'" + folder.resolve("config") + "': it has 1,048,579 octets; it may have 1,048,576");
  }

  /** Nor is it compared with the names of all options. */
  @Test
  void shouldShowLittleOfALongKey() throws IOException {
    String key = "k".repeat(100_000);
    assertThat(members(key + "=x\n").err())
        .endsWith(": no option is called '" + "k".repeat(60) + "… (100,000 characters)'\n");
    assertThat(members("cluster=" + key + "\ncluster=b\n").err())
        .contains("k… (100,000 characters)' and 'b'")
        .hasSizeLessThan(1_000);
  }

  @Test
  void shouldFindTheFileInTheFolderOfHome() throws IOException {
    Path config =
        Files.createDirectories(folder.resolve(".config/rollcall")).resolve("rollcall.properties");
    Files.writeString(config, "url-pubsub=nowhere\n");

    Result result = members(Map.of("XDG_CONFIG_HOME", "", "HOME", folder.toString()));

    assertThat(result.err())
        .contains(
            "'nowhere'",
            "; --url-pubsub is 'nowhere', from the configuration file '" + config + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "ROLLCALL_TIMEOUT ! soon ! members ! --timeout is 'soon', from the variable ROLLCALL_TIMEOUT",
        "ROLLCALL_TIMEOUT ! -1 ! members ! --timeout is -1; it must be 1 to 3600; --timeout is '-1', from the variable ROLLCALL_TIMEOUT",
        "ROLLCALL_URL_PUBSUB ! nowhere ! members ! --url-pubsub is 'nowhere', from the variable ROLLCALL_URL_PUBSUB",
        "ROLLCALL_JSON ! maybe ! members ! --json is 'maybe', from the variable ROLLCALL_JSON",
        "ROLLCALL_ATTR ! zone ! join web ! --attr is 'zone', from the variable ROLLCALL_ATTR",
        "ROLLCALL_STATUS ! busy ! join web ! --status is 'busy', from the variable ROLLCALL_STATUS",
        "ROLLCALL_KEY ! /x ! members ! --key is '/x', from the variable ROLLCALL_KEY",
        "ROLLCALL_PRESET ! moon ! server ! --preset is 'moon', from the variable ROLLCALL_PRESET",
        "ROLLCALL_WEB ! 70000 ! server ! --web is '70000', from the variable ROLLCALL_WEB",
        "ROLLCALL_WEB_BESIDE ! http://a:1/x/y ! server --web=0 ! --web-beside is 'http://a:1/x/y', from the variable",
        "ROLLCALL_WEB_HOST ! a b ! server --web=0 ! --web-host is 'a b', from the variable ROLLCALL_WEB_HOST",
        "ROLLCALL_UPLINK ! nowhere ! daemon ! --uplink is 'nowhere', from the variable ROLLCALL_UPLINK",
        "ROLLCALL_ALLOW ! everybody ! daemon ! --allow is 'everybody', from the variable ROLLCALL_ALLOW",
        "ROLLCALL_PORT ! 70000 ! daemon ! --port is '70000', from the variable ROLLCALL_PORT",
        "ROLLCALL_NAME ! a|b ! daemon ! --name is 'a|b', from the variable ROLLCALL_NAME",
        "ROLLCALL_API ! nowhere ! haproxy --backend=x ! --api is 'nowhere', from the variable ROLLCALL_API",
        "ROLLCALL_BACKEND ! a b ! haproxy --api=tcp://h:1 ! --backend is 'a b', from the variable ROLLCALL_BACKEND",
        "ROLLCALL_PREFIX ! a b ! haproxy --api=tcp://h:1 --backend=x ! --prefix is 'a b', from the variable",
        "ROLLCALL_SELF ! nowhere ! pool --group=x --directory=. ! --self is 'nowhere', from the variable ROLLCALL_SELF",
        "ROLLCALL_SELF ! http://127.0.0.1:0/ ! pool --group=x --directory=. ! --self 'http://127.0.0.1:0/': it ends with a slash; --self is 'http://127.0.0.1:0/', from the variable ROLLCALL_SELF",
        "ROLLCALL_DIRECTORY ! /nonexistent/x ! pool --self=http://127.0.0.1:0 --group=x ! directory '/nonexistent/x' can't be read",
        "ROLLCALL_URL ! nowhere ! pool --self=http://127.0.0.1:0 --group=x ! URL 'nowhere': it begins with neither http:// nor https://; --url is 'nowhere', from the variable",
        "ROLLCALL_TIMEOUT ! abc ! members ! --timeout is 'abc'; it must be a number, 1 to 3600; --timeout is 'abc', from the variable",
        "ROLLCALL_TIMEOUT ! 99999999999 ! doctor ! --timeout is '99999999999'; it must be a number, 1 to 3600",
        "ROLLCALL_PORT ! http ! daemon ! --port is 'http'; it must be a number, 0 to 65535",
        "ROLLCALL_LOG ! loud ! members ! ROLLCALL_LOG is 'loud'; it must be one of trace, debug,",
        "ROLLCALL_LOG ! loud ! keys list ! ROLLCALL_LOG is 'loud'; it must be one of trace, debug,",
        "ROLLCALL_NANOMSG_SURVEY ! nowhere ! nanomsg --url-server=tcp://127.0.0.1:0 --url-pubsub=tcp://127.0.0.1:0 ! --nanomsg-survey is 'nowhere', from the variable",
      })
  void shouldNameTheVariableAndTheValueInTheError(
      String variable, String value, String command, String error) {
    Result result = InProcess.run(Map.of(variable, value), command.split(" ", -1));

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(error);
  }

  /** An error shows a long value shortened, and none of its control characters. */
  @ParameterizedTest
  @CsvSource({
    "ROLLCALL_TYPE, x, join web",
    "ROLLCALL_TYPE, 'a\tb', join web",
    "ROLLCALL_CLUSTER, x, members",
    "ROLLCALL_CLUSTER, \ud83d\ude00, members",
    "ROLLCALL_NAME, x, daemon",
  })
  void shouldNameTheVariableWhoseValueIsShownOtherwise(
      String variable, String value, String command) {
    String given = value.length() > 2 ? value : value.repeat(300);
    Result result = InProcess.run(Map.of(variable, given), command.split(" ", -1));

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(", from the variable " + variable).hasSizeLessThan(700);
  }

  @ParameterizedTest
  @CsvSource({"=v", "rollcall.x=v", "a\\tb=v", "a=b|a=b"})
  void shouldNameTheFileOfAMalformedAttribute(String values) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config"), "attr=" + values.replace("|", "\nattr=") + "\n");

    Result result = InProcess.run(Map.of("ROLLCALL_CONFIG", config.toString()), "join", "web");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("; --attr is '", ", from the configuration file '" + config + "'");
  }

  @Test
  void shouldNameTheAttributesThatAreTooLarge() throws IOException {
    Path config = Files.writeString(folder.resolve("config"), "attr=a=" + "x".repeat(20_000));

    Result result = InProcess.run(Map.of("ROLLCALL_CONFIG", config.toString()), "join", "web");

    assertThat(result.err())
        .startsWith("rollcall: --attr: attributes are 20001 bytes in all, more than 16384; ")
        .contains(", from the configuration file '" + config + "'")
        .hasSizeLessThan(700);
  }

  @ParameterizedTest
  @CsvSource({"/nope", "./nope", "a/../nope"})
  void shouldNameTheVariableOfAFileOfKeys(String path) {
    Result both =
        members(
            Map.of(
                "ROLLCALL_KEY", path, "ROLLCALL_TRUST", "/other", "ROLLCALL_URL_PUBSUB", NOBODY));
    Keys.create(folder, "own");
    Result trust =
        members(
            Map.of("ROLLCALL_TRUST", path, "ROLLCALL_URL_PUBSUB", NOBODY),
            "--key=" + folder.resolve("own.key_secret"));

    assertThat(both.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(both.err())
        .contains("; --key is '" + path + "', from the variable ROLLCALL_KEY")
        .doesNotContain("ROLLCALL_TRUST");
    assertThat(trust.err())
        .contains("; --trust is '" + path + "', from the variable ROLLCALL_TRUST");
  }

  /** A locale's charset may not hold what stands for a control character. */
  @Test
  void shouldExplainAnErrorWhereAPathHasAControlCharacter() throws IOException {
    Path config = Files.writeString(folder.resolve("config"), "key=b\\u0001a\n");

    Result result =
        Program.run(Map.of("LC_ALL", "C"), "members", "--timeout=0", "--config=" + config);

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).isEqualTo("rollcall: --timeout is 0; it must be 1 to 3600\n");
  }

  @Test
  void shouldTakeWhatIsRequiredFromTheFile() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            self=http://127.0.0.1:0
            group=g
            directory=/nonexistent/x
            peer=http://a:1
            api=nowhere
            backend=app
            """);

    assertThat(InProcess.run(Map.of(), "pool", "--config=" + config).err())
        .startsWith("rollcall: directory '/nonexistent/x' can't be read")
        .contains("; --directory is '/nonexistent/x', from the configuration file");
    assertThat(InProcess.run(Map.of(), "haproxy", "--config=" + config).err())
        .contains("; --api is 'nowhere', from the configuration file");
  }

  /** Of two options that exclude each other, the place counts that takes precedence. */
  @Test
  void shouldPreferTheSourceOfAPoolThatTakesPrecedence() throws IOException {
    Path config = Files.writeString(folder.resolve("config"), "directory=/nonexistent/file\n");
    String[] pool = {"pool", "--self=http://127.0.0.1:0", "--group=g", "--config=" + config};
    String[] given = Arrays.copyOf(pool, pool.length + 1);
    given[pool.length] = "--directory=/nonexistent/line";
    Map<String, String> url = Map.of("ROLLCALL_URL", "nowhere");

    assertThat(InProcess.run(Map.of(), pool).err()).contains("directory '/nonexistent/file'");
    assertThat(InProcess.run(url, pool).err()).contains("URL 'nowhere'");
    assertThat(InProcess.run(url, given).err()).contains("directory '/nonexistent/line'");
    assertThat(
            InProcess.run(Map.of("ROLLCALL_URL", "nowhere", "ROLLCALL_DIRECTORY", "x"), pool).err())
        .startsWith("rollcall: --directory and --url are given both")
        .contains("from the variable ROLLCALL_URL", "from the variable ROLLCALL_DIRECTORY");
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
    "members --url-server tcp://127.0.0.1:2, --url-server is given by the command line",
    "watch --url-server tcp://127.0.0.1:2, --url-server is given by the command line",
    "doctor --url-server tcp://127.0.0.1:2, --url-server is given by the command line",
    "server --url-server tcp://127.0.0.1:0, --url-server is given by the command line",
    "server --url-pubsub tcp://127.0.0.1:0, --url-pubsub is given by the command line",
    "nanomsg --url-pubsub tcp://127.0.0.1:0, --url-pubsub is given by the command line",
    "daemon --url-server tcp://127.0.0.1:2, --url-server is given by the command line",
    "explain x --url-pubsub tcp://127.0.0.1:2, --url-pubsub is given by the command line",
    "join x --url-pubsub tcp://127.0.0.1:2, --url-pubsub is given by the command line",
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
        .contains("'" + NOBODY + "', from the variable ROLLCALL_URL_PUBSUB. Give both");
    assertThat(members(pair).err()).contains("no server was heard");
    assertThat(members(pair, "--url-pubsub", "tcp://127.0.0.1:4").err())
        .contains("no server was heard at 'tcp://127.0.0.1:4'");
  }
}
