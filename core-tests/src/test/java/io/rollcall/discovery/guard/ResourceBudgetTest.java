package io.rollcall.discovery.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceBudgetTest {
  private static final long PAUSE = 100_000_000;

  private long used = 10;
  private int looks;
  private final ResourceBudget budget =
      new ResourceBudget(
          "things",
          1_000,
          100,
          1,
          () -> {
            looks++;
            return used;
          });

  @Test
  void shouldGiveOutAllButTheReserve() {
    while (budget.take(0)) {
      used++;
    }
    assertThat(used).isEqualTo(900);
  }

  @Test
  void shouldMeasureSeldom() {
    while (budget.take(0)) {
      used++;
    }
    assertThat(looks).isLessThan(15);
    for (int i = 0; i < 1_000; i++) {
      budget.take(PAUSE - 1);
    }
    assertThat(looks).isLessThan(15);
  }

  @Test
  void shouldTakeMoreInWhenSomeHaveGone() {
    while (budget.take(0)) {
      used++;
    }
    used = 500;
    assertThat(budget.take(PAUSE - 1)).isFalse();
    assertThat(budget.take(PAUSE)).isTrue();
  }

  /** What somebody else in the process has taken counts too. */
  @Test
  void shouldRefuseWhenOthersHaveTakenIt() {
    used = 950;
    assertThat(budget.take(0)).isFalse();
    assertThat(budget).hasToString("things run short: of 1,000, 100 are kept in reserve");
  }
}
