package io.rollcall.cli.web;

import static io.rollcall.cli.web.Web.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alert rules and dashboards name metrics that a server has. */
class MonitoringFilesTest {
  private static final Path DEPLOY = Path.of("../deploy");
  private static final Pattern METRIC = Pattern.compile("\\b(rollcall|jvm|process|system)_\\w+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\\\\?\"([\\w|]+)\\\\?\"");
  private static final String ANY = "tcp://127.0.0.1:0";

  @ParameterizedTest
  @ValueSource(strings = {"prometheus/alerts.yml", "grafana/rollcall-servers.json"})
  void shouldNameMetricsThatThereAre(String file) throws Exception {
    Set<String> named = found(METRIC, Files.readString(DEPLOY.resolve(file)));

    assertThat(named).hasSizeGreaterThan(6);
    assertThat(found(METRIC, scraped())).containsAll(named);
  }

  /** Values of the tags state, cause, reason, role and quantile. */
  @ParameterizedTest
  @ValueSource(strings = {"prometheus/alerts.yml", "grafana/rollcall-servers.json"})
  void shouldSelectByTagsThatThereAre(String file) throws Exception {
    Set<String> known = new TreeSet<>(found(LABEL, scraped()));
    known.add("job=rollcall");

    assertThat(LABEL.matcher(Files.readString(DEPLOY.resolve(file))).results())
        .isNotEmpty()
        .allSatisfy(
            label -> {
              for (String value : label.group(2).split("\\|", -1)) {
                assertThat(known).contains(label.group(1) + "=" + value);
              }
            });
  }

  /** What to do for each alert stands on a page. */
  @Test
  void shouldExplainEachAlert() throws IOException {
    Set<String> alerts =
        Pattern.compile("alert: (\\w+)")
            .matcher(Files.readString(DEPLOY.resolve("prometheus/alerts.yml")))
            .results()
            .map(alert -> "| `" + alert.group(1) + "` |")
            .collect(Collectors.toSet());

    assertThat(alerts).hasSizeGreaterThan(6);
    assertThat(Files.readString(Path.of("../docs/operations/troubleshoot.md"))).contains(alerts);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(each -> pattern == LABEL ? each.group(1) + "=" + each.group(2) : each.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String scraped() throws Exception {
    try (Server server = Server.start(ANY, ANY);
        Page page = Page.start(Subject.of(server), PageOptions.defaults())) {
      return get(page, "/metrics").body();
    }
  }
}
