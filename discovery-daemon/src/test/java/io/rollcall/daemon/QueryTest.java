package io.rollcall.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QueryTest {
  private final List<String> answers = new ArrayList<>();

  private void ask(int port, Duration patience, String questions) throws IOException {
    new Query(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            (question, answer) -> answers.add(answer),
            patience)
        .ask(new BufferedReader(new StringReader(questions)));
  }

  @Test
  void shouldAnswerEachLine() throws IOException {
    try (Daemon daemon = TestDaemons.manager()) {
      ask(daemon.port(), TestDaemons.PATIENCE, "ping\nworkers\nfoo\n");
    }

    assertThat(answers).containsExactly("pong", "", "unknown command");
  }

  /** Something comes all the time, but never an answer. */
  @Test
  void shouldNotWaitForADaemonThatDripsForEver() throws IOException {
    ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      drip.execute(
          () -> {
            try {
              Socket accepted = port.accept();
              var unused =
                  drip.scheduleAtFixedRate(() -> write(accepted), 0, 10, TimeUnit.MILLISECONDS);
            } catch (IOException closed) {
              drip.shutdown();
            }
          });

      assertThatThrownBy(() -> ask(port.getLocalPort(), Duration.ofMillis(200), "ping\n"))
          .isInstanceOf(SocketTimeoutException.class);
    } finally {
      drip.shutdownNow();
    }
  }

  @Test
  void shouldRefuseAQuestionThatTheSystemMayNotTakeAtOnce() throws IOException {
    try (Daemon daemon = TestDaemons.manager()) {
      assertThatThrownBy(
              () -> ask(daemon.port(), TestDaemons.PATIENCE, "x".repeat(64 * 1024) + "\n"))
          .hasMessage("a question of 65,537 octets is longer than 65,536");
    }
  }

  private static void write(Socket to) {
    try {
      to.getOutputStream().write('x');
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
