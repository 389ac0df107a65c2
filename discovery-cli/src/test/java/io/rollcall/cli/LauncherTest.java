package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with a Java that only says what it is told. */
class LauncherTest {
  /** Makes an archive where it shall, and else says its arguments. */
  private static final String JAVA =
      """
      #!/bin/sh
      for word; do
        case $word in
          -XX:DumpLoadedClassList=*) echo >"${word#*=}" && exit ;;
          -Xshare:dump) dump=yes ;;
          -XX:SharedArchiveFile=*) archive=${word#*=} ;;
        esac
      done
      [ -n "$dump" ] && echo >"$archive" && exit
      printf '%s\\n' "$@"
      """;

  private record Ended(int exit, List<String> out) {}

  private Path folder;
  private Path launcher;

  /** A start may still make an archive in the background, in a folder that is being deleted. */
  @AfterEach
  void delete() {
    Awaitility.await()
        .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> isDeleted(folder));
  }

  private static boolean isDeleted(Path all) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(all)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : paths) {
      Files.delete(each);
    }
    return !Files.exists(all);
  }

  @BeforeEach
  void install() throws IOException {
    folder = Files.createTempDirectory("launcher");
    Path program = Files.createDirectories(folder.resolve("a program"));
    Files.writeString(program.resolve("rollcall.jar"), "");
    launcher =
        Files.copy(
            Path.of("src/main/scripts/rollcall"),
            program.resolve("rollcall"),
            StandardCopyOption.COPY_ATTRIBUTES);
    Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
    Files.writeString(java, JAVA);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    release("17.0.1");
  }

  private void release(String version) throws IOException {
    Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private Ended run(Map<String, String> environment, Path program, String... args)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("ROLLCALL_"));
    builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    List<String> out = process.inputReader().lines().toList();
    return new Ended(process.waitFor(), out);
  }

  @Test
  void shouldStartTheJarBesideItThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);

    Ended quick =
        run(Map.of("ROLLCALL_JAVA_OPTS", "-Xmx9m -Da=b"), link, "members", "--type", "a b");

    assertThat(quick.out())
        .contains("-XX:TieredStopAtLevel=1", "-Xmx9m", "-Da=b")
        .doesNotContain("-Drollcall.terminal=true")
        .endsWith(
            "-cp",
            launcher.toRealPath().resolveSibling("rollcall.jar").toString(),
            Rollcall.class.getName(),
            "members",
            "--type",
            "a b");
    for (String command : List.of("server", "daemon", "nanomsg", "haproxy", "pool", "join")) {
      assertThat(run(Map.of(), launcher, "--config", "x", command).out())
          .noneMatch(each -> each.startsWith("-XX:TieredStop"));
    }
  }

  @Test
  void shouldMakeAnArchiveOnceAndUseIt() throws Exception {
    assertThat(run(Map.of(), launcher).out())
        .noneMatch(each -> each.startsWith("-XX:SharedArchive"));
    Path cache = folder.resolve("cache/rollcall");

    Awaitility.await()
        .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
        .until(
            () ->
                Files.exists(cache)
                    && entries(cache).stream().filter(LauncherTest::isArchive).count() == 1
                    && entries(cache).size() == 2);
    Path archive =
        entries(cache).stream().filter(LauncherTest::isArchive).findFirst().orElseThrow();
    assertThat(run(Map.of(), launcher).out()).contains("-XX:SharedArchiveFile=" + archive);
    assertThat(entries(cache)).hasSize(2).contains(Path.of(archive + ".made"));
    assertThat(run(Map.of("ROLLCALL_ARCHIVE", "off"), launcher).out())
        .noneMatch(each -> each.startsWith("-XX:SharedArchive"));
  }

  /** Java would never wait for it: it would be a zombie for as long as a server runs. */
  @Test
  void shouldLeaveJavaNoChildThatMakesTheArchive() throws Exception {
    Files.writeString(
        folder.resolve("java/bin/java"),
        JAVA + "read -r children <\"/proc/$$/task/$$/children\"\necho \"children: $children\"\n");

    assertThat(run(Map.of(), launcher, "server").out()).endsWith("children: ");
  }

  @Test
  void shouldNotUseAnArchiveThatWasWrittenToLater() throws Exception {
    Path archive = folder.resolve("made.jsa");
    Map<String, String> named = Map.of("ROLLCALL_ARCHIVE", archive.toString());
    assertThat(run(named, launcher, "--archive").out()).containsExactly(archive.toString());
    assertThat(run(named, launcher).out()).contains("-XX:SharedArchiveFile=" + archive);

    // So that no other is made meanwhile.
    Files.createFile(folder.resolve("made.jsa.try"));
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plus(Duration.ofHours(1))));

    assertThat(run(named, launcher).out()).noneMatch(each -> each.startsWith("-XX:SharedArchive"));
  }

  /** It is being made, or was in vain. */
  @Test
  void shouldNotTryAgainAtOnce() throws Exception {
    Path archive = folder.resolve("made.jsa");
    Map<String, String> named = Map.of("ROLLCALL_ARCHIVE", archive.toString());
    Path tried = Files.createFile(folder.resolve("made.jsa.try"));
    Path made = folder.resolve("made.jsa.made");

    assertThat(run(named, launcher).exit()).isZero();
    Files.setLastModifiedTime(tried, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    assertThat(run(named, launcher).exit()).isZero();

    Awaitility.await()
        .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
        .until(() -> Files.exists(made) && !Files.exists(tried));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/null", "foo", "/a:b/foo.jsa", "/etc/passwd", "java"})
  void shouldRefuseAPathThatIsNoArchive(String path) throws Exception {
    Ended ended = run(Map.of("ROLLCALL_ARCHIVE", path), launcher, "--archive");

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out())
        .singleElement()
        .asString()
        .startsWith("rollcall: ROLLCALL_ARCHIVE is '" + path + "'; ");
  }

  @Test
  void shouldTakeANameForAFileInThisFolder() throws Exception {
    Ended ended =
        run(
            Map.of("ROLLCALL_ARCHIVE", "foo.jsa"),
            Path.of("sh"),
            "-c",
            "cd '" + folder + "' && exec '" + launcher + "' --archive");

    assertThat(ended.out()).containsExactly("./foo.jsa");
    assertThat(folder.resolve("foo.jsa")).isRegularFile();
  }

  @Test
  void shouldRefuseAFolderInThePlaceOfTheArchive() throws Exception {
    Path place = Files.createDirectories(folder.resolve("foo.jsa"));

    Ended ended = run(Map.of("ROLLCALL_ARCHIVE", place.toString()), launcher, "--archive");

    assertThat(ended.out()).containsExactly("rollcall: the archive '" + place + "' is no file");
    assertThat(place).isEmptyDirectory();
  }

  private static boolean isArchive(Path file) {
    return file.toString().endsWith("rollcall.jar.jsa");
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  @Test
  void shouldDoWithoutAnArchiveWhereNothingCanBeWritten() throws Exception {
    Map<String, String> nowhere = Map.of("XDG_CACHE_HOME", "/proc/nowhere");
    Ended members = run(nowhere, launcher, "members");
    assertThat(members.exit()).isZero();
    assertThat(members.out()).endsWith("members");

    Ended archive = run(nowhere, launcher, "--archive");
    assertThat(archive.exit()).isEqualTo(1);
    assertThat(archive.out()).singleElement().asString().startsWith("rollcall: the archive /proc/");
  }

  /** In a folder that exists, and in which nobody may create a file. */
  @Test
  void shouldSayThatTheArchiveCanNotBeWritten() throws Exception {
    Ended ended = run(Map.of("ROLLCALL_ARCHIVE", "/proc/x.jsa"), launcher, "--archive");

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).containsExactly("rollcall: the archive /proc/x.jsa can't be made");
  }

  @Test
  void shouldSayWhichJavaItNeeds() throws Exception {
    release("11.0.2");
    assertThat(run(Map.of(), launcher).out())
        .containsExactly(
            "rollcall: " + folder + "/java/bin/java is Java 11.0.2; it must be 17 or later");
    assertThat(run(Map.of("JAVA_HOME", "/nonexistent"), launcher).out())
        .containsExactly("rollcall: JAVA_HOME is '/nonexistent', and has no bin/java");
    assertThat(run(Map.of("JAVA_HOME", "", "PATH", "/nonexistent"), launcher).out())
        .containsExactly("rollcall: there is no java: install Java 17 or later, or set JAVA_HOME");
  }

  /** Its descriptors 3 and 4 are its output and its input, also where it has taken those away. */
  private Process startAsProcess1(Map<String, String> environment) throws Exception {
    Process allowed = new ProcessBuilder("unshare", "-pf", "--mount-proc", "true").start();
    assumeTrue(allowed.waitFor() == 0, "no namespace of processes");
    ProcessBuilder builder =
        new ProcessBuilder(
            "unshare",
            "-pf",
            "--mount-proc",
            "sh",
            "-c",
            "exec 3>&1 4<&0; exec \"$0\" members",
            launcher.toString());
    builder.redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
    builder.environment().put("ROLLCALL_ARCHIVE", "off");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static void signalProcess1(Process unshare, String signal) throws Exception {
    long first = unshare.children().filter(ProcessHandle::isAlive).findFirst().orElseThrow().pid();
    assertThat(Signals.send(signal, first, "")).isTrue();
  }

  /**
   * Before it has a child to hand signals on to. It asks this Java for its version first, and this
   * one answers when it has been asked to.
   */
  @ParameterizedTest
  @CsvSource({"TERM,143", "INT,130", "HUP,129", "QUIT,131"})
  void shouldEndByASignalThatComesEarlyAsProcess1(String signal, int exit) throws Exception {
    Files.delete(folder.resolve("java/release"));
    Files.writeString(
        folder.resolve("java/bin/java"),
        """
        #!/bin/sh
        [ "$1" = -version ] || { echo started; exit; }
        echo asked >&3
        read -r line <&4
        echo 'openjdk version "17.0.1"' >&2
        """);
    Process process = startAsProcess1(Map.of());
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("asked");
      signalProcess1(process, signal);
      process.outputWriter().append("go\n").flush();

      assertThat(out.lines()).isEmpty();
      assertThat(process.waitFor()).isEqualTo(exit);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * While its child still ignores SIGINT and SIGQUIT, as a shell starts it. This {@code env}, which
   * ends that, waits until it has been asked to; Java would run until it is told to end.
   */
  @ParameterizedTest
  @CsvSource({"TERM,143", "INT,130", "HUP,129", "QUIT,131"})
  void shouldPassOnASignalThatComesWhileJavaStartsAsProcess1(String signal, int exit)
      throws Exception {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    Path env = programs.resolve("env");
    Files.writeString(
        env,
        """
        #!/bin/sh
        if [ "$2" != true ]; then
          echo waits
          read -r line
        fi
        PATH=${PATH#*:}
        exec env "$@"
        """);
    assertThat(env.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        folder.resolve("java/bin/java"),
        """
        #!/bin/sh
        read -r line
        """);
    Process process = startAsProcess1(Map.of("PATH", programs + ":" + System.getenv("PATH")));
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("waits");
      signalProcess1(process, signal);
      process.outputWriter().append("go\n").flush();

      assertThat(process.waitFor(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(exit);
    } finally {
      process.destroyForcibly();
    }
  }
}
