package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnBudgetTest {
  private final TurnBudget turn = new TurnBudget();

  @Test
  void shouldGiveEachOfAFewTheWholeShare() {
    turn.begin(3);
    turn.next();

    assertThat(calls()).isEqualTo(TurnBudget.SHARE);
    assertThat(turn.isOver()).isFalse();
  }

  @Test
  void shouldGiveEachOfManyOneCallAtLeast() {
    turn.begin(100_000);
    turn.next();

    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void shouldEndWhenItsWorkIsDone() {
    turn.begin(1);
    int served = 0;
    while (!turn.isOver()) {
      turn.next();
      calls();
      served++;
    }

    assertThat(served).isEqualTo(TurnBudget.MOST / (TurnBudget.SHARE + 1) + 1);
  }

  @Test
  void shouldCountLongMessagesByTheirLength() {
    turn.begin(1);
    turn.next();
    turn.spend(TurnBudget.SHARE * 1024);

    assertThat(turn.mayGoOn()).isFalse();
  }

  @Test
  void shouldReadNoMoreAtOnceThanTheShareAllows() {
    turn.begin(TurnBudget.MOST / 2);
    turn.next();

    assertThat(turn.octets()).isEqualTo(2 * 1024);
  }

  private int calls() {
    int calls = 0;
    while (turn.mayGoOn()) {
      turn.spend(1);
      calls++;
    }
    return calls;
  }
}
