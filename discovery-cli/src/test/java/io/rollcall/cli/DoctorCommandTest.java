package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.Keys;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  private static final String PATIENCE = "--timeout=" + Program.PATIENCE_SECONDS;

  private final Server server = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Pace.BRISK);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldFindNothingWrongWhereAllIsWell() throws InterruptedException {
    try (Client client = Client.start(server.urlServer(), "web1")) {
      assertThat(client.awaitJoined(Duration.ofSeconds(Program.PATIENCE_SECONDS))).isTrue();

      Result result =
          Program.run(
              "doctor",
              "web1",
              PATIENCE,
              "--url-server=" + server.urlServer().replace("127.0.0.1", "localhost"),
              "--url-pubsub=" + server.urlPubSub());

      assertThat(result.out())
          .contains(
              "host is 127.0.0.1",
              "'web1' is present",
              "a server answers questions",
              "a roster of 1 comes",
              "none of 2 is ahead of ours",
              "Java " + Runtime.version())
          .doesNotContain("fail ");
      assertThat(result.exit()).isZero();
    }
  }

  @Test
  void shouldWarnOfAMemberThatNobodyPicks() throws InterruptedException {
    Member member = Member.named("web1").withAttribute("weight", "banana");
    try (Client client = Client.start(server.urlServer(), member, Options.defaults())) {
      assertThat(client.awaitJoined(Duration.ofSeconds(Program.PATIENCE_SECONDS))).isTrue();
      String[] doctor = {
        "doctor",
        "web1",
        PATIENCE,
        "--url-server=" + server.urlServer(),
        "--url-pubsub=" + server.urlPubSub()
      };
      String[] json = Arrays.copyOf(doctor, doctor.length + 1);
      json[doctor.length] = "--json";

      String fault = "'web1' is picked by nobody: weight 'banana' is not 0 to 256";
      assertThat(Program.run(doctor).out())
          .containsPattern("warn name +" + server.urlPubSub() + ": " + fault);
      Result result = Program.run(json);
      Schemas.check("doctor", result.out());
      assertThat(result.out())
          .containsPattern("\"level\":\"warn\",\"check\":\"name\",\"text\":\"[^\"]*" + fault);
    }
  }

  @Test
  void shouldSayWhatFailsAndWhatToDo() {
    String silent = server.urlServer();
    String taken = silent.substring(silent.lastIndexOf(':') + 1);
    server.close();

    Result result =
        Program.run(
            "doctor",
            "--json",
            "--timeout=1",
            "--url-server=nowhere,tcp://host.invalid:5," + silent,
            "--url-pubsub=" + silent);

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    Schemas.check("doctor", result.out());
    assertThat(result.out())
        .contains(
            "--url-server: endpoint 'nowhere': it must be tcp://HOST:PORT",
            "host 'host.invalid' is unknown",
            silent + ": nobody can be reached: connection refused",
            "127.0.0.1 port " + taken + " is free");
  }

  @Test
  void shouldSayThatTheTwoPortsAreMixedUp() {
    Result result =
        Program.run(
            "doctor",
            "--timeout=1",
            "--url-server=" + server.urlPubSub(),
            "--url-pubsub=" + server.urlServer());

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out())
        .contains(
            server.urlPubSub()
                + ": somebody listens, and no server answers questions; it says that it is a port"
                + " for publications (XPUB)",
            "give it as --url-pubsub",
            server.urlServer()
                + ": somebody listens, and no roster comes; it says that it is a port for surveys"
                + " (ROUTER)",
            "give it as --url-server");
  }

  /** The library knows why, and its log is no place that programs read. */
  @Test
  void shouldSayInItsVerdictWhatTheLibraryLogs(@TempDir Path folder) {
    Result cluster =
        Program.run(
            "doctor",
            "--json",
            "--timeout=1",
            "--cluster=other",
            "--url-server=" + server.urlServer(),
            "--url-pubsub=" + server.urlPubSub());
    Keys.create(folder, "own");
    Result keys =
        Program.run(
            "doctor",
            "--timeout=1",
            "--key=" + folder.resolve("own.key_secret"),
            "--trust=" + folder,
            "--url-server=" + server.urlServer(),
            "--url-pubsub=" + server.urlPubSub());

    assertThat(cluster.exit()).isEqualTo(ExitCode.FAILED);
    Schemas.check("doctor", cluster.out());
    assertThat(cluster.out())
        .contains(
            "no roster comes: ",
            "from a server without a cluster; this subscriber is of cluster 'other'",
            "give the --cluster of that server")
        .doesNotContain("that of surveys?", "do server and we want keys");
    assertThat(cluster.err()).isEmpty();
    assertThat(keys.out())
        .containsPattern("no server answers questions: .*refused, KEY: ")
        .containsPattern("no roster comes: .*refused, KEY: ")
        .contains("(--key, --trust)", "in the folder that the server trusts")
        .doesNotContain("is it the server's port", "is --cluster the");
    assertThat(keys.err()).isEmpty();
  }

  @Test
  void shouldSayWhatIsWrongWithKeys(@TempDir Path folder) throws Exception {
    Keys.create(folder, "own");
    Path trusted = Files.createDirectory(folder.resolve("trusted"));

    Result result =
        Program.run(
            "doctor",
            "--url-server=" + server.urlServer(),
            "--url-pubsub=" + server.urlPubSub(),
            "--key=" + folder.resolve("own.key"),
            "--trust=" + trusted);

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out())
        .contains("--key: " + folder.resolve("own.key") + " has no secret key", "holds no key");
  }

  @Test
  void shouldRefuseATimeoutOutOfBounds() {
    Result result = Program.run("doctor", "--timeout", "0");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--timeout is 0; it must be 1 to 3600");
  }
}
