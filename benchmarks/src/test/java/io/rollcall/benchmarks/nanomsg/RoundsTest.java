package io.rollcall.benchmarks.nanomsg;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.benchmarks.nanomsg.Rounds.Round;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final long QUIET = 100;

  private final Rounds rounds = new Rounds(2, QUIET);

  @Test
  void shouldLastFromTheFirstOctetToTheLastPeer() {
    rounds.begins(10);
    rounds.begins(12);
    assertThat(rounds.ends(15)).isNull();
    assertThat(rounds.ends(20)).isEqualTo(new Round(10, 20));
  }

  @Test
  void shouldBeginTheNextAfterAWholeOne() {
    whole(10);
    assertThat(whole(30)).isEqualTo(new Round(30, 32));
  }

  @Test
  void shouldForgetARoundThatDidNotReachAll() {
    rounds.begins(10);
    rounds.ends(11);
    long later = 12 + QUIET;
    assertThat(whole(later)).isEqualTo(new Round(later, later + 2));
  }

  @Test
  void shouldWaitForeverWhereRoundsAreAlwaysWhole() {
    Rounds told = new Rounds(2, Long.MAX_VALUE);
    told.begins(10);
    told.ends(11);
    told.begins(5_000);
    assertThat(told.ends(5_001)).isEqualTo(new Round(10, 5_001));
  }

  private Round whole(long at) {
    rounds.begins(at);
    rounds.begins(at);
    rounds.ends(at + 1);
    return rounds.ends(at + 2);
  }
}
