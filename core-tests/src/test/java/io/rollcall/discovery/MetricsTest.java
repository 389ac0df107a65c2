package io.rollcall.discovery;

import static io.rollcall.discovery.Brisk.PATIENCE;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.discovery.wire.Message.Refused;
import io.rollcall.discovery.zmtp.RawClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What handles count of what happens to them over real sockets. */
class MetricsTest {
  private final Server server = Brisk.server();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldCountJoinsLeavesRefusalsAndDrops() throws Exception {
    try (Subscriber subscriber = Subscriber.start(server.urlPubSub());
        RawClient stranger = new RawClient(server.urlServer())) {
      Client client = Client.start(server.urlServer(), "a");
      assertThat(client.awaitJoined(PATIENCE)).isTrue();
      stranger.hello("another cluster", "b");
      stranger.await(Refused.class);
      stranger.send(new byte[] {1, 2, 3});
      try (RawClient killed = new RawClient(server.urlServer())) {
        killed.join("c");
        awaitValue(server, "members", 2);
      }
      awaitValue(server, "leaves cause=lost", 1);
      client.close();
      awaitValue(server, "leaves cause=goodbye", 1);
      awaitValue(server, "drops", 1);
      awaitValue(server, "subscribers", 1);
      awaitValue(server, "state state=live", 1);

      Map<String, Double> read = read(server);
      assertThat(read).containsEntry("joins", 2.0).containsEntry("leaves cause=silent", 0.0);
      assertThat(read).containsEntry("refusals reason=cluster", 1.0);
      assertThat(read).containsEntry("refusals reason=limit", 0.0).containsEntry("members", 0.0);
      assertThat(read.get("publications")).isBetween(3.0, 4.0);
      assertThat(read.get("snapshots")).isPositive();
      assertThat(read.get("rounds")).isPositive();
      assertThat(read.get("lateness.max")).isBetween(read.get("lateness quantile=0.5"), 60.0);
      await()
          .atMost(PATIENCE)
          .until(() -> subscriber.roster().members().isEmpty() && subscriber.state() == State.LIVE);
      assertThat(read(subscriber)).containsEntry("members", 0.0).containsEntry("drops", 0.0);
      assertThat(read(subscriber).get("roster.version"))
          .isEqualTo((double) subscriber.roster().version());
    }
  }

  @Test
  void shouldShowHowAClientStandsAndWhatItSees() throws Exception {
    try (ClientWithSub client = ClientWithSub.start(server.urlServer(), server.urlPubSub(), "a")) {
      awaitValue(client, "client.state state=joined", 1);
      awaitValue(client, "state state=live", 1);
      awaitValue(client, "members", 1);
      assertThat(client.metrics()).isSameAs(client.metrics());
      assertThat(client.metrics().stream().map(metric -> metric.tags().get("role")).distinct())
          .containsExactly("client", "subscriber");
      assertThat(client.isClosed()).isFalse();
      client.close();
      assertThat(client.isClosed()).isTrue();
      awaitValue(client, "client.state state=closed", 1);
      awaitValue(client, "client.state state=joined", 0);
    }
  }

  @Test
  void shouldKeepTheLastValuesAfterTheEnd() throws Exception {
    try (Client client = Client.start(server.urlServer(), "a")) {
      assertThat(client.awaitJoined(PATIENCE)).isTrue();
      awaitValue(server, "members", 1);
      server.close();
    }

    assertThat(server.isClosed()).isTrue();
    assertThat(read(server))
        // A server that a busy machine stopped starts over, and counts the member again.
        .hasEntrySatisfying("joins", joins -> assertThat(joins).isPositive())
        .containsEntry("members", 1.0)
        .containsEntry("state state=live", 0.0);
  }

  private static void awaitValue(Metered metered, String metric, double value) {
    await(metric)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(read(metered)).containsEntry(metric, value));
  }

  /** By name, and by the tag that is not the role. */
  private static Map<String, Double> read(Metered metered) {
    return metered.metrics().stream()
        .filter(each -> !isOfAClient(each))
        .collect(toMap(MetricsTest::key, each -> each.value().getAsDouble()));
  }

  /** A client with a subscription counts the same of both. */
  private static boolean isOfAClient(Metric metric) {
    return metric.tags().containsValue("client") && !metric.tags().containsKey("state");
  }

  private static String key(Metric metric) {
    return metric.tags().entrySet().stream()
        .filter(tag -> !tag.getKey().equals("role"))
        .map(tag -> metric.name() + " " + tag)
        .findFirst()
        .orElse(metric.name());
  }
}
