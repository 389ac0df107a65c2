package io.rollcall.samples.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Options;
import io.rollcall.discovery.Server;
import io.rollcall.discovery.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code subscriber.py} and a server with clients. */
class PythonSubscriberTest {
  /** A busy machine makes nobody silent, and all are back before a new server has settled. */
  private static final Options OPTIONS =
      Options.local().withMisses(25).withSettleTime(Duration.ofSeconds(5));

  private static final Options SOON_SETTLED = OPTIONS.withSettleTime(Duration.ofMillis(500));

  @RegisterExtension final Python python = new Python();

  @Test
  void shouldSeeJoinsUpdatesAndLeaves() throws Exception {
    Server server = python.server(SOON_SETTLED);
    Script subscriber = python.run("subscriber.py", server.urlPubSub());
    Client a = python.client(server, Member.named("a").withType("worker"));
    subscriber.awaitLine("joined a worker ONLINE {}");
    a.update(a.self().withStatus(Status.TAKEN).withAttribute("load", "3"));
    subscriber.awaitLine("updated a worker TAKEN {\"load\": \"3\"}");
    Script killed = python.run("client.py", server.urlServer(), "b");
    subscriber.awaitLine("joined b  ONLINE {}");
    killed.kill();
    subscriber.awaitLine("left b LOST");
    a.close();
    subscriber.awaitLine("left a GOODBYE");
    subscriber.awaitLine("state LIVE");

    assertThat(subscriber.events(0)).hasSize(5);
    assertThat(subscriber.stop()).isZero();
  }

  @Test
  void shouldSeeNothingOfARestartButWhoLeftMeanwhile() throws Exception {
    Server first = python.server(OPTIONS);
    python.client(first, Member.named("a"));
    Client b = python.client(first, Member.named("b"));
    python.run("client.py", first.urlServer(), "c");
    await().until(() -> first.roster().names().equals(List.of("a", "b", "c")));
    Script subscriber = python.run("subscriber.py", first.urlPubSub());
    subscriber.awaitLine("state LIVE");
    int before = subscriber.lines().size();

    first.close();
    subscriber.awaitLine("state STALE", before);
    b.close();
    Server second = python.successor(first, OPTIONS);

    subscriber.awaitLine("state LIVE", before);
    assertThat(subscriber.events(before)).containsExactly("left b LOST");
    assertThat(second.roster().names()).containsExactly("a", "c");
  }

  @Test
  void shouldSeeNothingOfACrashThatSaidNothing() throws Exception {
    Server first = python.server(OPTIONS);
    Server second = python.server(OPTIONS);
    Proxy survey = python.closing(new Proxy(first.urlServer()));
    Proxy published = python.closing(new Proxy(first.urlPubSub()));
    python.run("client.py", survey.url(), "a");
    await().until(() -> first.roster().names().equals(List.of("a")));
    Script subscriber = python.run("subscriber.py", published.url());
    subscriber.awaitLine("state LIVE");
    int before = subscriber.lines().size();

    published.cut();
    survey.cut();
    subscriber.awaitLine("state STALE", before);
    published.join(second.urlPubSub());
    survey.join(second.urlServer());
    await().until(() -> second.roster().names().equals(List.of("a")));

    subscriber.awaitLine("state LIVE", before);
    assertThat(subscriber.events(before)).isEmpty();
  }

  @Test
  void shouldReportTheNetChangeAfterAGap() throws Exception {
    Server server = python.server(SOON_SETTLED);
    Client a = python.client(server, Member.named("a"));
    Client b = python.client(server, Member.named("b"));
    Client c = python.client(server, Member.named("c"));
    Proxy proxy = python.closing(new Proxy(server.urlPubSub()));
    await().until(() -> server.roster().names().equals(List.of("a", "b", "c")));
    Script subscriber = python.run("subscriber.py", proxy.url());
    subscriber.awaitLine("state LIVE");
    int before = subscriber.lines().size();

    proxy.cut();
    Member asItWas = c.self();
    c.update(asItWas.withType("passing"));
    await().until(() -> server.roster().ofType("passing").names().equals(List.of("c")));
    c.update(asItWas);
    a.update(a.self().withType("worker"));
    b.close();
    Client d = python.client(server, Member.named("d"));
    await().until(() -> server.roster().find("d").isPresent());
    d.close();
    python.client(server, Member.named("e"));
    await().until(() -> server.roster().names().equals(List.of("a", "c", "e")));
    await().until(() -> server.roster().ofType("worker").names().equals(List.of("a")));
    await().until(() -> server.roster().ofType("passing").names().isEmpty());
    proxy.join(server.urlPubSub());

    subscriber.awaitLine("joined e  ONLINE {}", before);
    assertThat(subscriber.events(before))
        .containsExactlyInAnyOrder(
            "left b GOODBYE", "updated a worker ONLINE {}", "joined e  ONLINE {}");
  }
}
