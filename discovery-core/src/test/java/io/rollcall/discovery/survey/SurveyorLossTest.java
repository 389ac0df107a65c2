package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Options;
import org.junit.jupiter.api.Test;

/** Guarantee 3. The grace is 250 ms. */
class SurveyorLossTest {
  private final Call call = new Call(Options.defaults());

  @Test
  void shouldRemoveWhoseLastConnectionIsLostAfterTheGrace() {
    call.join(1, Call.client(1), "a");
    call.lose(1);
    call.pass(ofMillis(249));
    assertThat(call.left).isEmpty();

    call.pass(ofMillis(1));
    assertThat(call.left).containsEntry("a", Cause.LOST);
  }

  @Test
  void shouldKeepWhoReturnsWithinTheGrace() {
    call.join(1, Call.client(1), "a");
    call.pass(ofMillis(50));
    int published = call.changes().size();
    call.lose(1);
    call.pass(ofMillis(200));
    call.join(2, Call.client(1), "a");
    call.pass(ofSeconds(5));

    assertThat(call.changes()).hasSize(published);
  }

  @Test
  void shouldKeepWhoHasAnotherConnection() {
    call.join(1, Call.client(1), "a");
    call.join(2, Call.client(1), "a");
    call.lose(1);
    call.pass(ofSeconds(10));

    assertThat(call.left).isEmpty();
  }

  @Test
  void shouldWaitForTheNextRoundWhenSoManyAreLostThatTheFaultIsItsOwn() {
    for (int i = 1; i <= 50; i++) {
      call.join(i, Call.client(i), "client" + i);
    }
    call.pass(ofMillis(2_500));
    for (int i = 1; i <= 12; i++) {
      call.lose(i);
    }
    call.pass(ofSeconds(1));
    assertThat(call.left).isEmpty();
    for (int i = 1; i <= 11; i++) {
      call.join(100 + i, Call.client(i), "client" + i);
    }

    call.pass(ofSeconds(2));
    assertThat(call.left).containsOnlyKeys("client12").containsEntry("client12", Cause.LOST);
  }

  @Test
  void shouldNotWaitWhenAFewOfManyAreLost() {
    for (int i = 1; i <= 50; i++) {
      call.join(i, Call.client(i), "client" + i);
    }
    call.pass(ofMillis(2_500));
    for (int i = 1; i <= 9; i++) {
      call.lose(i);
    }
    call.pass(ofMillis(250));

    assertThat(call.left).hasSize(9);
  }
}
