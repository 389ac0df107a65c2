package io.rollcall.samples.nanomsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.samples.processes.Line;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenTest {
  @Test
  void shouldReadWhatNanocatPrints() {
    assertThat(Seen.byNanocat(line("\"java1|nanocat1\"")))
        .isEqualTo(new Seen(List.of("java1", "nanocat1"), ""));
  }

  @Test
  void shouldTakeAnEmptyMessageForNobody() {
    assertThat(Seen.byNanocat(line("\"\""))).isEqualTo(new Seen(List.of(), ""));
  }

  @Test
  void shouldReadWhatJavaSays() {
    assertThat(Seen.byJava(line("sees", "java1", "nanocat1 LOST")))
        .isEqualTo(new Seen(List.of("java1"), "nanocat1 LOST"))
        .hasToString("[java1], left: nanocat1 LOST");
  }

  private static Line line(String word, String... values) {
    return new Line(word, Instant.EPOCH, List.of(values));
  }
}
