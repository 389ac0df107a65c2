package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.processes.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher and the program in environments that users have: the locale of POSIX, a full disk,
 * process 1. Its scripts are ASCII, since this JVM may be in such an environment, too.
 */
class EnvironmentsTest {
  private static final Map<String, String> POSIX =
      Map.of("LC_ALL", "C", "LANG", "C", "ROLLCALL_ARCHIVE", "off");

  /** In octal, as printf takes it. */
  private static final String BAECKER = "$(printf 'b\\303\\244cker')";

  private static final String BOECKER = "$(printf 'b\\303\\266cker')";

  private final Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);

  @TempDir private Path folder;
  private Path launcher;

  @BeforeEach
  void install() throws IOException {
    launcher = Installed.in(folder.resolve("program"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Map<String, String> environment(String... pairs) {
    Map<String, String> all = new HashMap<>(POSIX);
    all.put("ROLLCALL_URL_SERVER", server.urlServer());
    all.put("ROLLCALL_URL_PUBSUB", server.urlPubSub());
    for (int i = 0; i < pairs.length; i += 2) {
      all.put(pairs[i], pairs[i + 1]);
    }
    return all;
  }

  private Result run(String script) {
    return Program.runScript(environment(), launcher, script);
  }

  @Test
  void shouldPrintUtf8InTheLocaleOfPosix() throws InterruptedException {
    Member member = Member.named("b\u00e4cker").withAttribute("ort", "K\u00f6ln");
    try (Client client = Client.start(server.urlServer(), member, Options.defaults())) {
      assertThat(client.awaitJoined(Duration.ofSeconds(Program.PATIENCE_SECONDS))).isTrue();

      assertThat(run("exec \"$1\" members --wait 1 --json").out()).contains("\"b\u00e4cker\"");
      assertThat(run("exec \"$1\" members --wait 1").out())
          .contains("b\u00e4cker", "ort=K\u00f6ln");
      assertThat(run("exec \"$1\" explain " + BAECKER).exit()).isZero();
      assertThat(run("exec \"$1\" explain " + BOECKER).exit()).isEqualTo(ExitCode.NOT_FOUND);
    }
  }

  @Test
  void shouldTellApartWhatTheLocaleOfPosixDoesNot() {
    try (Program one = Program.startScript(environment(), launcher, "exec \"$1\" join " + BAECKER);
        Program other =
            Program.startScript(environment(), launcher, "exec \"$1\" join " + BOECKER)) {
      one.awaitLine("joined as b\u00e4cker");
      other.awaitLine("joined as b\u00f6cker");

      assertThat(server.roster().names()).containsExactly("b\u00e4cker", "b\u00f6cker");
    }
  }

  @Test
  void shouldNameFilesInUtf8() {
    Result made =
        run("cd \"${1%/*}\" && \"$1\" keys create " + BAECKER + " && ls keys/" + BAECKER + ".key");

    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).endsWith("keys/b\u00e4cker.key\n");
  }

  /**
   * A command that is started gets the arguments and the locale of whoever started the launcher.
   */
  @Test
  void shouldGiveTheCommandItsLocaleBack() {
    String command = " join web -- sh -c 'echo \"$0 ${LC_ALL-unset} $LANG\"' " + BAECKER;

    assertThat(run("exec \"$1\"" + command).out()).isEqualTo("b\u00e4cker C C\n");
    assertThat(run("unset LC_ALL; exec \"$1\"" + command).out()).isEqualTo("b\u00e4cker unset C\n");
  }

  @Test
  void shouldRefuseWhatIsNoUtf8() {
    Result result = run("exec \"$1\" explain \"$(printf 'b\\344cker')\"");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("argument 'b\ufffdcker' is not in UTF-8");
  }

  @Test
  void shouldRefuseWhatJavaCantReadWithoutTheLauncher() {
    String java =
        "exec '%s' -cp '%s' %s "
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                ClassPath.of(Rollcall.class),
                Rollcall.class.getName());

    Result argument = run(java + "explain " + BAECKER);
    Result variable = run("export ROLLCALL_CLUSTER=" + BAECKER + "; " + java + "members");

    assertThat(argument.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(argument.err()).contains("argument 'b\u00e4cker' is beyond ASCII", "LC_ALL=C.UTF-8");
    assertThat(variable.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(variable.err()).contains("variable 'ROLLCALL_CLUSTER=b\u00e4cker' is beyond ASCII");
  }

  @Test
  void shouldRunWithoutAnyVariable() {
    Result result =
        Program.runScript(
            Map.of(),
            launcher,
            "exec env -i \"PATH=$PATH\" ROLLCALL_ARCHIVE=off \"$1\" members --wait 0 --timeout 60"
                + " --url-pubsub "
                + server.urlPubSub());

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("NAME ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "members",
        "members --json",
        "members --help",
        "--version",
        "watch --json",
        "watch",
        "doctor",
        "keys create web",
        "keys list --json",
        "generate-completion",
        "help"
      })
  void shouldFailIfItsOutputCantBeWritten(String command) {
    Result result = run("cd \"${1%/*}\"; mkdir -p keys; exec \"$1\" " + command + " >/dev/full");

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("rollcall: standard output can't be written: No space left on device\n");
  }

  @Test
  void shouldFailIfItsOutputIsClosed() {
    Result result = run("exec \"$1\" members >&-");

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).startsWith("rollcall: standard output can't be written: ");
  }

  @Test
  void shouldEndAsBySigpipeIfNobodyReads() {
    // A pipe whose only reader has closed it.
    Result result =
        run(
            "pipe=${1%/*}/pipe; mkfifo \"$pipe\"; exec 3<>\"$pipe\" 4>\"$pipe\" 3<&-;"
                + " \"$1\" members >&4; echo $?");

    assertThat(result.out()).isEqualTo("141\n");
    assertThat(result.err()).isEmpty();
  }

  /** Java itself says whether an archive can be used, if it has to. */
  @Test
  void shouldMakeAnArchiveThatJavaUsesHoweverManyMakeIt() throws IOException {
    Path packed = Installed.packed(folder.resolve("packed"));
    Map<String, String> named =
        environment("ROLLCALL_ARCHIVE", folder.resolve("made.jsa").toString());

    Result made =
        Program.runScript(
            named,
            packed,
            "\"$1\" --archive & one=$!; \"$1\" --archive; two=$?; wait $one; echo $? $two;"
                + " ROLLCALL_JAVA_OPTS=-Xshare:on \"$1\" --version");

    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).contains("\n0 0\nrollcall ");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("program", "packed", "made.jsa", "made.jsa.made");
    }
  }

  /** Without a shell around Java six orphans stay zombies for as long as the command runs. */
  @Test
  void shouldReapOrphansAndPassOnSignalsAsProcess1() {
    assumeTrue(run("unshare -pf --mount-proc true").exit() == 0, "no namespace of processes");
    String command =
        """
        for i in 1 2 3 4 5 6; do (true &); done
        orphans() {
          for each in /proc/[0-9]*/stat; do
            read -r line <$each || continue
            set -- ${each#/proc/} ${line##*) }
            [ $3 != 1 ] || [ ${1%/stat} = $PPID ] || [ ${1%/stat} = $$ ] || echo $1
          done
        }
        trap 'echo got TERM; exit 6' TERM
        while [ -n "$(orphans)" ] && kill -0 $PPID; do sleep 0.05; done
        echo clean
        while kill -0 $PPID; do sleep 0.05; done
        """;
    try (Program program =
        Program.startScript(
            environment("COMMAND", command),
            launcher,
            "exec unshare -pf --mount-proc \"$1\" join web -- sh -c \"$COMMAND\"")) {
      program.awaitLine("clean");

      ProcessHandle java =
          ProcessHandle.of(program.pid())
              .orElseThrow()
              .descendants()
              .filter(each -> each.info().command().orElse("").endsWith("/java"))
              .findFirst()
              .orElseThrow();
      long first = java.parent().orElseThrow().pid();
      assertThat(run("kill -TERM " + first).exit()).isZero();

      program.awaitLine("got TERM");
      assertThat(program.awaitExit()).isEqualTo(6);
    }
  }
}
