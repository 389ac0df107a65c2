package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Options;
import org.junit.jupiter.api.Test;

/** Guarantee 3. The grace is 250 ms. */
class SurveyorLossTest {
  private final SurveyorHarness harness = new SurveyorHarness(Options.defaults());

  @Test
  void shouldRemoveWhoseLastConnectionIsLostAfterTheGrace() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.lose(1);
    harness.pass(ofMillis(249));
    assertThat(harness.left).isEmpty();

    harness.pass(ofMillis(1));
    assertThat(harness.left).containsEntry("a", Cause.LOST);
  }

  @Test
  void shouldKeepWhoReturnsWithinTheGrace() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.pass(ofMillis(50));
    int published = harness.changes().size();
    harness.lose(1);
    harness.pass(ofMillis(200));
    harness.join(2, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(5));

    assertThat(harness.changes()).hasSize(published);
  }

  @Test
  void shouldKeepWhoHasAnotherConnection() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(2, SurveyorHarness.client(1), "a");
    harness.lose(1);
    harness.pass(ofSeconds(10));

    assertThat(harness.left).isEmpty();
  }

  @Test
  void shouldWaitForTheNextRoundWhenSoManyAreLostThatTheFaultIsItsOwn() {
    for (int i = 1; i <= 50; i++) {
      harness.join(i, SurveyorHarness.client(i), "client" + i);
    }
    harness.pass(ofMillis(2_500));
    for (int i = 1; i <= 12; i++) {
      harness.lose(i);
    }
    harness.pass(ofSeconds(1));
    assertThat(harness.left).isEmpty();
    for (int i = 1; i <= 11; i++) {
      harness.join(100 + i, SurveyorHarness.client(i), "client" + i);
    }

    harness.pass(ofSeconds(2));
    assertThat(harness.left).containsOnlyKeys("client12").containsEntry("client12", Cause.LOST);
  }

  @Test
  void shouldNotWaitWhenAFewOfManyAreLost() {
    for (int i = 1; i <= 50; i++) {
      harness.join(i, SurveyorHarness.client(i), "client" + i);
    }
    harness.pass(ofMillis(2_500));
    for (int i = 1; i <= 9; i++) {
      harness.lose(i);
    }
    harness.pass(ofMillis(250));

    assertThat(harness.left).hasSize(9);
  }
}
