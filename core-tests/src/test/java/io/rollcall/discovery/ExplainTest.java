package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.ANY;
import static io.rollcall.discovery.Brisk.PATIENCE;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Account.Fate;
import io.rollcall.discovery.Account.Missed;
import io.rollcall.discovery.Account.Stay;
import io.rollcall.discovery.wire.Codec;
import io.rollcall.discovery.wire.Message.Explain;
import io.rollcall.discovery.wire.Message.Explained;
import io.rollcall.discovery.zmtp.RawClient;
import io.rollcall.processes.OwnLoopback;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why somebody is gone, asked at the server and from elsewhere, over real sockets. */
class ExplainTest {
  private Server server = Brisk.server();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldTellOfOneThatIsPresent() throws Exception {
    try (Client client = Client.start(server.urlServer(), "a")) {
      assertThat(client.awaitJoined(PATIENCE)).isTrue();

      Account account = onlyAccount();
      assertThat(account.isPresent()).isTrue();
      assertThat(Optional.of(account.client())).isEqualTo(client.self().incarnation());
      assertThat(account.connections())
          .extracting(Account.Connection::fate)
          .containsExactly(Fate.STANDS);
      assertSameFromElsewhere();
    }
  }

  @Test
  void shouldTellOfOneWhoseConnectionWasCut() throws Exception {
    // On a busy machine a short round may end first, and then the cause is silence.
    Duration round = Duration.ofMinutes(1);
    server.close();
    server = Server.start(ANY, ANY, Brisk.options().withSurveyTime(round).withRecvDeadline(round));
    RawClient client = new RawClient(server.urlServer());
    client.join("a");
    client.close();
    awaitGone(Cause.LOST);

    assertThat(onlyAccount().connections())
        .extracting(Account.Connection::fate)
        .containsExactly(Fate.LOST);
    assertSameFromElsewhere();
  }

  @Test
  void shouldTellOfOneThatIsSilent() throws Exception {
    try (RawClient client = new RawClient(server.urlServer())) {
      client.join("a");
      awaitGone(Cause.SILENT);

      Account account = onlyAccount();
      assertThat(account.missed()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(account.missed()).extracting(Missed::round).doesNotHaveDuplicates();
      assertThat(account.heard()).isGreaterThan(account.stays().get(0).ended().orElseThrow());
      assertThat(account.connections())
          .extracting(Account.Connection::fate)
          .containsExactly(Fate.STANDS);
      assertSameFromElsewhere();
    }
  }

  @Test
  void shouldTellOfOneThatSaidGoodbye() throws Exception {
    Client client = Client.start(server.urlServer(), "a");
    assertThat(client.awaitJoined(PATIENCE)).isTrue();
    client.close();

    awaitGone(Cause.GOODBYE);
    assertThat(onlyAccount().connections())
        .extracting(Account.Connection::fate)
        .containsExactly(Fate.LEFT);
    assertSameFromElsewhere();
  }

  @Test
  void shouldKnowNothingOfANameThatNobodyBore() throws Exception {
    assertThat(server.explain("nobody").isKnown()).isFalse();
    Explanations asked = Explanations.ask(server.urlServer(), "nobody", PATIENCE);
    assertThat(asked.answers()).hasSize(1);
    assertThat(asked.answers().get(0).explanation()).isEqualTo(server.explain("nobody"));
    assertThat(asked.unanswered()).isEmpty();
    assertThat(asked.toString()).startsWith(server.urlServer() + ": 'nobody', says server ");
  }

  @Test
  void shouldHaveAnAnswerOfEachServerAndOneOfTwoEndpointsOfOne() throws Exception {
    try (Server local = Server.start("tcp://127.0.0.1:0", "tcp://127.0.0.1:0", Brisk.options());
        Client client = Client.start(server.urlServer(), "a")) {
      assertThat(client.awaitJoined(PATIENCE)).isTrue();
      String again = local.urlServer().replace("127.0.0.1", "localhost");
      Explanations asked =
          Explanations.ask(
              local.urlServer() + ", " + server.urlServer() + "," + again, "a", PATIENCE);

      assertThat(asked.answers())
          .extracting(Explanations.Answer::endpoint)
          .containsExactly(local.urlServer(), server.urlServer());
      assertThat(asked.answers())
          .extracting(each -> each.explanation().isKnown())
          .containsExactly(false, true);
      assertThat(asked.unanswered()).isEmpty();
    }
  }

  @Test
  void shouldNameTheEndpointOfAServerThatIsAway() throws Exception {
    // Takes connections, and says nothing.
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getByName(OwnLoopback.HOST))) {
      String away = "tcp://" + OwnLoopback.HOST + ":" + mute.getLocalPort();
      assertThatThrownBy(() -> Explanations.ask(away, "a", ofMillis(300)))
          .isInstanceOf(DiscoveryException.class)
          .hasMessage(
              "endpoint '%s': no answer within 300 ms; nobody is there, or a server that can't explain"
                  .formatted(away));

      Explanations asked =
          Explanations.ask(away + "," + server.urlServer(), "a", Duration.ofSeconds(2));
      assertThat(asked.answers())
          .extracting(Explanations.Answer::endpoint)
          .containsExactly(server.urlServer());
      assertThat(asked.unanswered()).containsExactly(away);
      assertThat(asked.toString()).contains(away + ": no answer in time");
    }
  }

  @Test
  void shouldAnswerSoManyASecondAndTheRestLater() throws Exception {
    try (RawClient asker = new RawClient(server.urlServer())) {
      for (int i = 1; i <= 1_000; i++) {
        asker.send(Codec.encode(new Explain(i, "a")));
      }
      assertThat(asker.await(Explained.class).request()).isEqualTo(1);
      // Whoever is not answered asks again after a second.
      assertThat(Explanations.ask(server.urlServer(), "a", PATIENCE).answers()).hasSize(1);
      await().atMost(PATIENCE).until(() -> drops() > 0);
    }
  }

  private double drops() {
    return server.metrics().stream()
        .filter(metric -> metric.name().equals("drops"))
        .mapToDouble(metric -> metric.value().getAsDouble())
        .sum();
  }

  @Test
  void shouldNotWaitForAServerThatIsClosed() {
    server.close();
    assertThatThrownBy(() -> server.explain("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("server " + server.urlServer() + " is closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a|b"})
  void shouldRejectANameThatNobodyCanBear(String name) {
    assertThatThrownBy(() -> server.explain(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Explanations.ask(ANY, name, PATIENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
  }

  @Test
  void shouldRejectABadTimeoutAndABadEndpoint() {
    for (Duration timeout : List.of(Duration.ZERO, ofMillis(-1), Duration.ofHours(2))) {
      assertThatThrownBy(() -> Explanations.ask(server.urlServer(), "a", timeout))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("timeout is " + timeout + "; it must be PT0.001S to PT1H");
    }
    assertThatThrownBy(() -> Explanations.ask(server.urlServer() + ",udp://x:1", "a", PATIENCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("udp://x:1");
  }

  private void awaitGone(Cause cause) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                server.explain("a").accounts().stream()
                    .flatMap(account -> account.stays().stream())
                    .map(Stay::cause)
                    .anyMatch(Optional.of(cause)::equals));
    assertThat(onlyAccount().isPresent()).isFalse();
  }

  private Account onlyAccount() {
    List<Account> accounts = server.explain("a").accounts();
    assertThat(accounts).hasSize(1);
    return accounts.get(0);
  }

  /** Ages differ, since time passes, and whoever is asked may miss another round. */
  private void assertSameFromElsewhere() throws InterruptedException {
    Account here = onlyAccount();
    Explanations asked = Explanations.ask(server.urlServer(), "a", PATIENCE);
    assertThat(asked.unanswered()).isEmpty();
    assertThat(asked.answers()).hasSize(1);
    Explanation there = asked.answers().get(0).explanation();
    assertThat(there.server()).isEqualTo(server.explain("a").server());
    assertThat(there.accounts()).hasSize(1);
    Account account = there.accounts().get(0);
    assertThat(account.client()).isEqualTo(here.client());
    assertThat(account.stays()).extracting(Stay::cause).isEqualTo(causes(here));
    assertThat(account.stays().get(0).began()).isGreaterThanOrEqualTo(here.stays().get(0).began());
    assertThat(account.missed()).hasSizeGreaterThanOrEqualTo(here.missed().size());
  }

  private static List<Optional<Cause>> causes(Account account) {
    return account.stays().stream().map(Stay::cause).toList();
  }
}
