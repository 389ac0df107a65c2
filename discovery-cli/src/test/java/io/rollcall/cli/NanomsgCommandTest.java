package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Program.Result;
import io.rollcall.discovery.Subscriber;
import io.rollcall.nanomsg.NanomsgClient;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class NanomsgCommandTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @Test
  void shouldTakeInWhoAnswersTheGateway() {
    try (Program gateway =
        Program.start(
            "nanomsg",
            "--preset=local",
            "--url-server=" + ANY,
            "--url-pubsub=" + ANY,
            "--nanomsg-survey=" + ANY,
            "--nanomsg-pubsub=" + ANY)) {
      String server = gateway.awaitLine("surveys at .*");
      String nanomsg = gateway.awaitLine("for nanomsg it surveys at .*");
      try (NanomsgClient client =
              NanomsgClient.start(nanomsg.replaceAll(".*surveys at |,.*", ""), "nano1");
          Subscriber subscriber = Subscriber.start(server.replaceAll(".*publishes at ", ""))) {
        Awaitility.await()
            .atMost(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)
            .until(() -> subscriber.roster().find("nano1").isPresent());
        assertThat(client).isNotNull();
      }
      gateway.signal("TERM");
      assertThat(gateway.awaitExit()).isEqualTo(ExitCode.SIGNAL + 15);
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    Result endpoint =
        Program.run(
            "nanomsg", "--url-server=" + ANY, "--url-pubsub=" + ANY, "--nanomsg-survey=nowhere");
    assertThat(endpoint.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(endpoint.err()).contains("rollcall: endpoint 'nowhere': ");

    Result pulse = Program.run("nanomsg", "--pulse=1");
    assertThat(pulse.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(pulse.err()).contains("rollcall: --pulse is 1; it must be 10 to 3600000");
  }
}
