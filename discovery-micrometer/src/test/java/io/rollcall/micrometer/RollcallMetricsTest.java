package io.rollcall.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.discovery.Client;
import io.rollcall.discovery.Member;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Server;
import io.rollcall.mesh.Call;
import io.rollcall.mesh.Mesh;
import io.rollcall.mesh.MeshOptions;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real server in a registry. */
class RollcallMetricsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ANY = "tcp://127.0.0.1:0";

  private final MeterRegistry registry = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void shouldShowEachMetricWithItsUnitAndTags() {
    try (Server server = Server.start(ANY, ANY)) {
      new RollcallMetrics(server).bindTo(registry);

      assertThat(registry.getMeters()).hasSameSizeAs(server.metrics());
      for (Metric metric : server.metrics()) {
        Meter meter = registry.get("rollcall." + metric.name()).tags(tagsOf(metric)).meter();
        assertThat(meter.getId().getDescription()).isEqualTo(metric.description());
        assertThat(meter.getId().getBaseUnit())
            .isEqualTo(metric.unit().isEmpty() ? null : metric.unit());
        assertThat(meter.getId().getType())
            .isEqualTo(
                metric.kind() == Metric.Kind.COUNTER ? Meter.Type.COUNTER : Meter.Type.GAUGE);
      }
    }
  }

  @Test
  void shouldShowWhatHappens() throws Exception {
    try (Server server = Server.start(ANY, ANY)) {
      new RollcallMetrics(server).bindTo(registry);
      try (Client client = Client.start(server.urlServer(), "a")) {
        new RollcallMetrics(client).bindTo(registry);
        assertThat(client.awaitJoined(PATIENCE)).isTrue();
        await().atMost(PATIENCE).until(() -> gauge("rollcall.members") == 1);
        assertThat(gauge("rollcall.client.state", "state", "joined")).isOne();
      }
      await().atMost(PATIENCE).until(() -> counter("rollcall.leaves", "cause", "goodbye") == 1);
      assertThat(counter("rollcall.joins")).isOne();
      assertThat(gauge("rollcall.client.state", "state", "closed")).isOne();
    }
  }

  @Test
  void shouldShowWhatAMeshDoes() throws Exception {
    try (Server server = Server.start(ANY, ANY);
        Mesh mesh =
            Mesh.start(
                server.urlServer(),
                server.urlPubSub(),
                Member.named("a"),
                MeshOptions.defaults().withBind(ANY))) {
      new RollcallMetrics(mesh).bindTo(registry);
      mesh.handle(1, Call::payload);
      assertThat(mesh.awaitReady(PATIENCE)).isTrue();
      assertThat(mesh.request("a", 1, new byte[1]).get(30, TimeUnit.SECONDS)).hasSize(1);
      assertThat(mesh.request("b", 1, new byte[1])).failsWithin(PATIENCE);

      assertThat(counter("rollcall.mesh.requests")).isEqualTo(2);
      assertThat(counter("rollcall.mesh.answers")).isOne();
      assertThat(counter("rollcall.mesh.answer.time")).isPositive();
      assertThat(counter("rollcall.mesh.calls")).isOne();
      assertThat(counter("rollcall.mesh.request.failures", "cause", "no_such_node")).isOne();
      assertThat(gauge("rollcall.mesh.links")).isEqualTo(2);
    }
  }

  @Test
  void shouldServeSeveralTagsAndRegistriesAtOnce() {
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    try (Server server = Server.start(ANY, ANY)) {
      new RollcallMetrics(server, Tags.of("name", "one")).bindTo(registry);
      RollcallMetrics two = new RollcallMetrics(server, Tags.of("name", "two"));
      two.bindTo(registry);
      two.bindTo(registry);
      two.bindTo(second);

      assertThat(registry.getMeters()).hasSize(2 * server.metrics().size());
      for (String name : new String[] {"one", "two"}) {
        await().atMost(PATIENCE).until(() -> counter("rollcall.rounds", "name", name) >= 1);
      }
      assertThat(second.get("rollcall.rounds").tag("name", "two").functionCounter().count())
          .isPositive();

      two.close();
      two.close();
      assertThat(second.getMeters()).isEmpty();
      assertThat(registry.getMeters()).hasSameSizeAs(server.metrics());
      assertThat(counter("rollcall.rounds", "name", "one")).isPositive();
    }
    second.close();
  }

  @Test
  void shouldLeaveTheMetersAloneThatAnotherBindingRegistered() {
    try (Server first = Server.start(ANY, ANY);
        Server second = Server.start(ANY, ANY)) {
      RollcallMetrics ofFirst = new RollcallMetrics(first);
      RollcallMetrics ofSecond = new RollcallMetrics(second);
      ofFirst.bindTo(registry);
      ofSecond.bindTo(registry);

      ofSecond.close();
      assertThat(registry.getMeters()).hasSameSizeAs(first.metrics());
      await().atMost(PATIENCE).until(() -> counter("rollcall.rounds") >= 1);

      // Somebody takes the meters out, and others register theirs.
      registry.clear();
      ofSecond.bindTo(registry);
      ofFirst.close();
      assertThat(registry.getMeters()).hasSameSizeAs(second.metrics());
      ofSecond.close();
      assertThat(registry.getMeters()).isEmpty();
    }
  }

  @Test
  void shouldShowTheLastValuesOfAClosedServerAndLetItGo() {
    WeakReference<Server> closed = closedServer();
    double rounds = counter("rollcall.rounds");
    registry.getMeters().forEach(meter -> meter.measure().forEach(each -> each.getValue()));

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              System.gc();
              return closed.get() == null;
            });
    assertThat(rounds).isPositive();
    assertThat(counter("rollcall.rounds")).isEqualTo(rounds);
    assertThat(gauge("rollcall.members")).isZero();
    assertThat(gauge("rollcall.state", "state", "live")).isZero();
  }

  /** A server that runs counts though nobody but its threads knows it any more. */
  @Test
  void shouldKeepAServerThatIsOpen() {
    Server server = Server.start(ANY, ANY);
    WeakReference<Server> open = new WeakReference<>(server);
    new RollcallMetrics(server).bindTo(registry);
    server = null;
    System.gc();

    await().atMost(PATIENCE).until(() -> counter("rollcall.rounds") >= 1);
    open.get().close();
  }

  private WeakReference<Server> closedServer() {
    Server server = Server.start(ANY, ANY);
    new RollcallMetrics(server).bindTo(registry);
    await().atMost(PATIENCE).until(() -> counter("rollcall.rounds") >= 1);
    server.close();
    return new WeakReference<>(server);
  }

  private double counter(String name, String... tags) {
    return registry.get(name).tags(tags).functionCounter().count();
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private static Tags tagsOf(Metric metric) {
    Tags tags = Tags.empty();
    for (var tag : metric.tags().entrySet()) {
      tags = tags.and(tag.getKey(), tag.getValue());
    }
    return tags;
  }
}
