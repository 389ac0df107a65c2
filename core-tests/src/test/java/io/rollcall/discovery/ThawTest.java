package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Account.Fate;
import io.rollcall.processes.Children;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process of many clients is stopped, and answers all that it was asked meanwhile at once. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGSTOP")
class ThawTest {
  private static final int CLIENTS = 500;
  private static final int ROUNDS = 10;
  private static final Duration ROUND = Duration.ofSeconds(1);

  @Test
  void shouldNotCutOffAProcessOfManyClientsThatWasStopped() throws Exception {
    Options options =
        Options.defaults()
            .withSurveyTime(ROUND)
            .withRecvDeadline(ROUND)
            .withPollTime(ROUND)
            .withSettleTime(ROUND);
    try (Server server = Server.start(Brisk.ANY, Brisk.ANY, options)) {
      Process crowd = crowd(server.urlServer());
      try {
        await().atMost(PATIENCE).until(() -> server.roster().members().size() == CLIENTS);
        Set<Long> connections = standing(server);
        kill("STOP", crowd);
        await().atMost(PATIENCE).until(() -> server.roster().members().isEmpty());
        double before = metric(server, "rounds");
        await().atMost(PATIENCE).until(() -> metric(server, "rounds") >= before + ROUNDS);
        kill("CONT", crowd);
        await().atMost(PATIENCE).until(() -> server.roster().members().size() == CLIENTS);

        assertThat(standing(server)).as("%s", server.explain("member0")).isEqualTo(connections);
        assertThat(metric(server, "drops")).isZero();
      } finally {
        crowd.destroyForcibly().waitFor();
      }
    }
  }

  /** Each time all are silent for too long; that their connection is lost nobody may say. */
  @Test
  @Tag("long")
  void shouldLoseNobodyOfAProcessThatIsStoppedFiveTimes() throws Exception {
    Queue<String> lost = new ConcurrentLinkedQueue<>();
    try (Server server = Server.start(Brisk.ANY, Brisk.ANY);
        FeedSubscription feed =
            server
                .changes()
                .subscribe(
                    change ->
                        change.left().stream()
                            .map(Member::name)
                            .filter(name -> change.cause(name) == Cause.LOST)
                            .forEach(lost::add))) {
      Process crowd = crowd(server.urlServer());
      try {
        for (int i = 0; i < 5; i++) {
          await().atMost(PATIENCE).until(() -> server.roster().members().size() == CLIENTS);
          kill("STOP", crowd);
          await().atMost(PATIENCE).until(() -> server.roster().members().isEmpty());
          kill("CONT", crowd);
        }
        await().atMost(PATIENCE).until(() -> server.roster().members().size() == CLIENTS);
        assertThat(lost).isEmpty();
      } finally {
        crowd.destroyForcibly().waitFor();
      }
    }
  }

  /** The connections that members are on. */
  private static Set<Long> standing(Server server) {
    return IntStream.range(0, CLIENTS)
        .mapToObj(i -> server.explain("member" + i).accounts())
        .flatMap(List::stream)
        .flatMap(each -> each.connections().stream())
        .filter(each -> each.fate() == Fate.STANDS)
        .map(Account.Connection::number)
        .collect(Collectors.toSet());
  }

  private static double metric(Server server, String name) {
    return server.metrics().stream()
        .filter(each -> each.name().equals(name))
        .mapToDouble(each -> each.value().getAsDouble())
        .sum();
  }

  private static void kill(String signal, Process process) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static Process crowd(String urlServer) throws Exception {
    List<String> command = new ArrayList<>(Children.java());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Crowd.class.getName(), urlServer));
    return new ProcessBuilder(command)
        .inheritIO()
        .redirectInput(ProcessBuilder.Redirect.PIPE)
        .start();
  }

  /** Many clients in one process, until whoever started it has gone. */
  static final class Crowd {
    public static void main(String[] args) throws Exception {
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Client.start(args[0], "member" + i));
      }
      while (System.in.read() >= 0) {
        // It goes on.
      }
      clients.forEach(Client::close);
    }
  }
}
