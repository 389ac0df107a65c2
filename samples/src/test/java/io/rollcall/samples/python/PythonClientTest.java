package io.rollcall.samples.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code client.py} and a server. */
class PythonClientTest {
  /** Many short rounds; but a machine that is busy for a moment makes nobody silent. */
  private static final Options ROUNDS = Options.local().withMisses(25);

  /** Long enough for all to come back before the server infers anything from absence. */
  private static final Options SETTLING = ROUNDS.withSettleTime(Duration.ofSeconds(5));

  @RegisterExtension final Python python = new Python();

  @Test
  void shouldBeSeenAsItDescribesItself() throws Exception {
    Server server = python.server(ROUNDS);
    String zone = "zone=eu-1";
    python.run(
        "client.py",
        server.urlServer(),
        "ä b",
        "--type",
        "worker",
        "--attribute",
        zone,
        "--attribute",
        "load=");

    await().until(() -> server.roster().find("ä b").isPresent());

    Member seen = server.roster().find("ä b").orElseThrow();
    assertThat(seen.type()).isEqualTo("worker");
    assertThat(seen.attributes()).isEqualTo(Map.of("zone", "eu-1", "load", ""));
  }

  /** How long 25 rounds are is measured by a client that misses as many. */
  @Test
  void shouldAnswerRoundAfterRoundAndReturnFromAFreezeWithANewSession() throws Exception {
    Server server = python.server(ROUNDS);
    List<String> events = python.events(server);
    Script steady = python.run("client.py", server.urlServer(), "steady");
    Script frozen = python.run("client.py", server.urlServer(), "frozen");
    await().until(() -> events.containsAll(List.of("joined steady", "joined frozen")));

    signal("STOP", frozen);
    await().until(() -> events.contains("left frozen SILENT"));
    signal("CONT", frozen);

    frozen.awaitLine("joined 2");
    await().until(() -> events.lastIndexOf("joined frozen") > events.indexOf("left frozen SILENT"));
    assertThat(steady.lines()).containsExactly("joined 1");
    assertThat(events).filteredOn(event -> event.contains("steady")).hasSize(1);
  }

  @Test
  void shouldSayGoodbyeOnSigterm() throws Exception {
    Server server = python.server(ROUNDS);
    List<String> events = python.events(server);
    Script client = python.run("client.py", server.urlServer(), "a");
    await().until(() -> events.contains("joined a"));

    assertThat(client.stop()).isZero();

    await().untilAsserted(() -> assertThat(events).contains("left a GOODBYE"));
    await().untilAsserted(() -> assertThat(client.lines()).containsExactly("joined 1", "left"));
  }

  @Test
  void shouldBeLostWhenKilled() throws Exception {
    Server server = python.server(ROUNDS);
    List<String> events = python.events(server);
    Script client = python.run("client.py", server.urlServer(), "a");
    await().until(() -> events.contains("joined a"));

    client.kill();

    await().untilAsserted(() -> assertThat(events).contains("left a LOST"));
  }

  @Test
  void shouldSayWhyItIsRefused() throws Exception {
    Server server = python.server(ROUNDS);
    Script client = python.run("client.py", server.urlServer(), "a", "--cluster", "red");

    client.awaitLine("refused CLUSTER \"cluster 'red' is not ''\"");

    assertThat(client.stop()).isZero();
    assertThat(server.roster().members()).isEmpty();
  }

  @Test
  void shouldComeBackAfterARestartAndNobodySeesIt() throws Exception {
    Server first = python.server(SETTLING);
    List<String> events = python.events(first);
    Script client = python.run("client.py", first.urlServer(), "a");
    await().until(() -> events.contains("joined a"));
    client.awaitLine("joined 1");

    first.close();
    client.awaitLine("lost closing");
    Server second = python.successor(first, SETTLING);

    client.awaitLine("joined 1", 2);
    assertThat(second.awaitLive(Python.PATIENCE)).isTrue();
    assertThat(second.roster().names()).containsExactly("a");
    assertThat(events).containsExactly("joined a");
  }

  @Test
  void shouldComeBackAfterACrashThatSaidNothing() throws Exception {
    Server first = python.server(SETTLING);
    Server second = python.server(SETTLING);
    Proxy proxy = python.closing(new Proxy(first.urlServer()));
    Script client = python.run("client.py", proxy.url(), "a");
    client.awaitLine("joined 1");

    proxy.cut();
    client.awaitLine("lost connection");
    proxy.join(second.urlServer());

    client.awaitLine("joined 1", 2);
    await().until(() -> second.roster().names().equals(List.of("a")));
  }

  private static void signal(String signal, Script script) throws Exception {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(script.pid())).start().waitFor();
  }
}
