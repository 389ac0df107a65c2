package io.rollcall.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of metrics in {@code docs/guide/daemon.md} is what a daemon has. */
class DaemonPageTest {
  @Test
  void shouldNameEachMetricAsItIs() throws IOException {
    List<String> rows;
    try (Daemon daemon = TestDaemons.manager()) {
      rows =
          daemon.metrics().stream()
              .map(each -> "| `" + each.name() + "` | " + each.description() + " |")
              .toList();
    }
    List<String> page = Files.readAllLines(Path.of("../docs/guide/daemon.md"));
    int heading = page.indexOf("| metric | meaning |");

    assertThat(page.subList(heading + 2, heading + 3 + rows.size()))
        .startsWith(rows.toArray(String[]::new))
        .endsWith("");
  }
}
