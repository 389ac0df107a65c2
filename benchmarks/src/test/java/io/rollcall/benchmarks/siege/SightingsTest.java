package io.rollcall.benchmarks.siege;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.benchmarks.report.Samples;
import io.rollcall.processes.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightingsTest {
  private final Sightings sightings = new Sightings();

  @Test
  void shouldTimeThoseWhoBeganInTime() {
    note("joins early 99", "joined early 150");
    note("joins first 100", "joins second 150", "joins never 199");
    note("joined second 157", "joined first 130");
    note("joins late 200", "joined late 201");
    Samples joins = sightings.joins(100, 200);
    assertThat(joins.size()).isEqualTo(2);
    assertThat(joins.missing()).isEqualTo(1);
    assertThat(joins.median()).isEqualTo(7);
    assertThat(joins.worst()).isEqualTo(30);
    assertThat(sightings.joined()).isEqualTo(4);
  }

  @Test
  void shouldKeepWhoLeftAndWhy() {
    note("left member-1 SILENT", "state STALE", "state LIVE", "left member-1 LOST");
    assertThat(sightings.left()).isEqualTo(List.of("member-1 SILENT", "member-1 LOST"));
    assertThat(sightings.stale()).isEqualTo(1);
  }

  private void note(String... lines) {
    for (String line : lines) {
      sightings.note(Line.parse(line));
    }
  }
}
