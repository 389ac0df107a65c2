package io.rollcall.benchmarks.siege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SiegePlanTest {
  @Test
  void shouldRunAllAttacksFromStrangeAddressesUnlessToldOtherwise() {
    SiegePlan plan = SiegePlan.of();
    assertThat(plan.attacks()).extracting(Attack::name).doesNotHaveDuplicates().hasSize(7);
    assertThat(plan.addresses()).containsExactly("127.0.0.2", "127.0.0.3");
    assertThat(plan.counts()).hasToString("seconds=60 members=500 held=9000");
  }

  @Test
  void shouldTakeNamesAnAddressAndCounts() {
    SiegePlan plan = SiegePlan.of("quick", "updates", "address=127.0.0.1", "joins", "seconds=7");
    assertThat(plan.attacks()).extracting(Attack::name).containsExactly("updates", "joins");
    assertThat(plan.addresses()).containsExactly("127.0.0.1", "127.0.0.1");
    assertThat(plan.counts()).hasToString("seconds=7 members=500 held=2000");
  }

  @Test
  void shouldNameTheAttacksThereAre() {
    assertThatThrownBy(() -> SiegePlan.of("rain"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'rain'")
        .hasMessageContaining("unread-snapshots");
  }
}
