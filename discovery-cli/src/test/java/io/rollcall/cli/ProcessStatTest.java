package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatTest {
  @Test
  void shouldTellTheForegroundOfATerminal() {
    assertThat(ProcessStat.parse("7 (a) b) S 1 70 60 34816 70 0").isForeground()).isTrue();
    assertThat(ProcessStat.parse("7 (a) b) S 1 70 60 34816 80 0").isForeground()).isFalse();
    assertThat(ProcessStat.parse("7 (java) S 1 70 60 0 -1 0").isForeground()).isFalse();
  }

  @Test
  void shouldTellTheStart() {
    assertThat(
            ProcessStat.parse(
                    "7 (a) 5\n(b) S 1 70 60 0 -1 0 9 10 11 12 13 14 15 16 17 18 19 0 4711 3\n")
                .start())
        .isEqualTo("4711");
  }
}
