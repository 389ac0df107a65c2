package io.rollcall.samples.nanomsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.processes.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenTest {
  @Test
  void shouldReadWhatNanocatPrints() {
    assertThat(Seen.byNanocat(Line.parse("\"java1|nanocat1\"")))
        .isEqualTo(new Seen(List.of("java1", "nanocat1"), ""));
  }

  @Test
  void shouldTakeAnEmptyMessageForNobody() {
    assertThat(Seen.byNanocat(Line.parse("\"\""))).isEqualTo(new Seen(List.of(), ""));
  }

  @Test
  void shouldReadWhatJavaSays() {
    assertThat(Seen.byJava(Line.parse("sees present:java1 nanocat1 LOST")))
        .isEqualTo(new Seen(List.of("java1"), "nanocat1 LOST"))
        .hasToString("[java1], left: nanocat1 LOST");
  }
}
