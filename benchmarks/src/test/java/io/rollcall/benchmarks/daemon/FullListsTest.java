package io.rollcall.benchmarks.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FullListsTest {
  private static final String ONE = "update_servers :: 10.0.0.1:81\n";
  private static final String TWO = "update_servers :: 10.0.0.1:81|10.0.0.2:81\n";

  @Test
  void shouldPushTheWholeListToAllAtEachJoin() {
    assertThat(FullLists.of(2, "10.0.0.1:81".length()))
        .isEqualTo(new FullLists(3, ONE.length() + 2 * TWO.length()));
  }

  @Test
  void shouldPushNothingWhereNobodyJoins() {
    assertThat(FullLists.of(0, 15)).isEqualTo(new FullLists(0, 0));
  }
}
