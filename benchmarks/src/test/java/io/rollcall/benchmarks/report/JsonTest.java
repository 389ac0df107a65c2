package io.rollcall.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void shouldQuoteWhatMustBeQuoted() {
    assertThat(Json.of(Map.of("a\"b", List.of(1, "x\\y\n"))))
        .isEqualTo("{\"a\\\"b\": [\n 1,\n \"x\\\\y\\u000a\"\n]}");
  }
}
