package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static io.rollcall.discovery.Brisk.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.processes.Children;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process with open handles is told to end by SIGTERM. */
class ShutdownTest {
  @Test
  void shouldSayGoodbyeOnlyIfTheOptionsAskForIt() throws Exception {
    Options patient = Brisk.options().withLossGrace(Duration.ofMillis(100));
    try (Server server = Server.start(Brisk.ANY, Brisk.ANY, patient)) {
      assertThat(causes(server, true))
          .isEqualTo(Map.of("client", Cause.GOODBYE, "both", Cause.GOODBYE));
      assertThat(causes(server, false)).isEqualTo(Map.of("client", Cause.LOST, "both", Cause.LOST));
    }
  }

  /** The child has a server of its own too, which closes after its clients. */
  private static Map<String, Cause> causes(Server server, boolean closeOnShutdown)
      throws Exception {
    Process child = start(server, closeOnShutdown);
    try (BufferedReader out =
            new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        Subscriber ofChild = Subscriber.start(out.readLine());
        FeedQueue<MembershipChange> changes = server.changes().queue();
        FeedQueue<MembershipChange> seenByChild = ofChild.changes().queue()) {
      await().atMost(PATIENCE).until(() -> server.roster().names().size() == 2);
      await().atMost(PATIENCE).until(() -> ofChild.roster().names().size() == 2);
      child.destroy();
      assertThat(child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      if (closeOnShutdown) {
        assertThat(left(seenByChild)).containsOnlyKeys("client", "both");
      }
      return left(changes);
    } finally {
      child.destroyForcibly();
    }
  }

  private static Map<String, Cause> left(FeedQueue<MembershipChange> changes) throws Exception {
    Map<String, Cause> causes = new TreeMap<>();
    while (causes.size() < 2) {
      MembershipChange change = next(changes);
      change.left().forEach(member -> causes.put(member.name(), change.cause(member.name())));
    }
    return causes;
  }

  private static Process start(Server server, boolean closeOnShutdown) throws IOException {
    List<String> command = new ArrayList<>(Children.java());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ShutdownTest.class.getName(),
            server.urlServer(),
            server.urlPubSub(),
            Boolean.toString(closeOnShutdown)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The child: a handle of each kind, until it is told to end. */
  public static void main(String[] args) throws Exception {
    Options options = Brisk.options().withCloseOnShutdown(Boolean.parseBoolean(args[2]));
    Server own = Server.start(Brisk.ANY, Brisk.ANY, options);
    String urlServer = args[0] + "," + own.urlServer();
    Client client = Client.start(urlServer, Member.named("client"), options);
    ClientWithSub both = ClientWithSub.start(urlServer, args[1], Member.named("both"), options);
    Subscriber subscriber = Subscriber.start(args[1], options);
    System.out.println(own.urlPubSub());
    new CountDownLatch(1).await();
    throw new AssertionError(List.of(client, both, subscriber));
  }
}
