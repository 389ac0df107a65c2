package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnTest {
  private final Turn turn = new Turn();

  @Test
  void shouldGiveEachOfAFewTheWholeShare() {
    turn.begin(3);
    turn.next();

    assertThat(calls()).isEqualTo(Turn.SHARE);
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

    assertThat(served).isEqualTo(Turn.MOST / (Turn.SHARE + 1) + 1);
  }

  @Test
  void shouldCountLongMessagesByTheirLength() {
    turn.begin(1);
    turn.next();
    turn.spend(Turn.SHARE * 1024);

    assertThat(turn.mayGoOn()).isFalse();
  }

  @Test
  void shouldReadNoMoreAtOnceThanTheShareAllows() {
    turn.begin(Turn.MOST / 2);
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
