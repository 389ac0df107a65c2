package io.rollcall.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.ClientWithSub;
import io.rollcall.discovery.Metered;
import io.rollcall.discovery.Metric;
import io.rollcall.discovery.Server;
import io.rollcall.mesh.Mesh;
import io.rollcall.mesh.MeshOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of metrics in {@code docs/reference/metrics.md} is what handles have. */
class MetricsPageTest {
  private static final String ANY = "tcp://127.0.0.1:0";

  @Test
  void shouldNameEachMetricAsItIs() throws IOException {
    List<List<String>> table =
        Files.readAllLines(Path.of("../docs/reference/metrics.md")).stream()
            .filter(line -> line.startsWith("| `rollcall."))
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .toList();

    assertThat(table.stream().map(cells -> cells.subList(1, 6)))
        .containsExactlyInAnyOrderElementsOf(rows());
    assertThat(table).allSatisfy(cells -> assertThat(cells.get(6)).isNotEmpty());
  }

  /** Name, type, tags, unit and meaning of each. */
  private static List<List<String>> rows() {
    Map<String, List<Metric>> byName = new LinkedHashMap<>();
    try (Server server = Server.start(ANY, ANY);
        ClientWithSub client = ClientWithSub.start(server.urlServer(), server.urlPubSub(), "a");
        Mesh mesh = Mesh.guest(client, "b", MeshOptions.defaults())) {
      Stream.<Metered>of(server, client, mesh)
          .flatMap(handle -> handle.metrics().stream())
          .forEach(each -> byName.computeIfAbsent(each.name(), n -> new ArrayList<>()).add(each));
    }
    return byName.values().stream().map(MetricsPageTest::row).toList();
  }

  private static List<String> row(List<Metric> metrics) {
    Metric first = metrics.get(0);
    return List.of(
        "`rollcall." + first.name() + "`",
        first.kind().name().toLowerCase(Locale.ROOT),
        tags(metrics),
        first.unit(),
        metrics.stream().map(Metric::description).distinct().collect(Collectors.joining(" ")));
  }

  private static String tags(List<Metric> metrics) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      metric
          .tags()
          .forEach((tag, of) -> values.computeIfAbsent(tag, t -> new LinkedHashSet<>()).add(of));
    }
    return values.entrySet().stream()
        .map(tag -> "`" + tag.getKey() + "`: " + String.join(", ", tag.getValue()))
        .collect(Collectors.joining("; "));
  }
}
