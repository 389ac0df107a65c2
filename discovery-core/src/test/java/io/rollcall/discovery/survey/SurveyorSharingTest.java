package io.rollcall.discovery.survey;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.discovery.Cause;
import io.rollcall.discovery.Options;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several clients on one connection. */
class SurveyorSharingTest {
  private final SurveyorHarness harness = new SurveyorHarness(Options.defaults());

  SurveyorSharingTest() {
    harness.join(1, SurveyorHarness.client(1), "a");
    harness.join(1, SurveyorHarness.client(2), "b");
    harness.pass(ofSeconds(5));
  }

  @Test
  void shouldAskAConnectionOnceAndAwaitAllOfItsClients() {
    Action.Ask last = harness.all(Action.Ask.class).get(harness.all(Action.Ask.class).size() - 1);
    assertThat(last.peers()).containsExactly(new Peer(1));
    harness.silence(1);
    harness.answer(1, SurveyorHarness.client(2));
    harness.pass(ofSeconds(10));

    assertThat(harness.left).containsOnlyKeys("a").containsEntry("a", Cause.SILENT);
  }

  @Test
  void shouldKeepTheOthersWhenOneSaysGoodbye() {
    harness.goodbye(1, SurveyorHarness.client(1));
    harness.pass(ofSeconds(10));
    assertThat(harness.left).containsOnlyKeys("a").containsEntry("a", Cause.GOODBYE);
    assertThat(harness.listed()).isEqualTo(Set.of("b"));
  }

  @Test
  void shouldLoseAllWithTheConnection() {
    harness.lose(1);
    harness.pass(ofMillis(250));
    assertThat(harness.left).containsEntry("a", Cause.LOST).containsEntry("b", Cause.LOST);
  }

  @Test
  void shouldNotNoticeThatOneGoesOnOverAnotherConnection() {
    int published = harness.changes().size();
    harness.detach(1, SurveyorHarness.client(1));
    harness.pass(ofMillis(200));
    harness.join(2, SurveyorHarness.client(1), "a");
    harness.pass(ofSeconds(10));
    assertThat(harness.changes()).hasSize(published);

    harness.lose(1);
    harness.pass(ofSeconds(1));
    assertThat(harness.left).containsOnlyKeys("b");
  }

  @Test
  void shouldLoseWhoLeavesAConnectionAndDoesNotReturnOnAnother() {
    harness.detach(1, SurveyorHarness.client(1));
    harness.pass(ofMillis(249));
    assertThat(harness.left).isEmpty();
    harness.pass(ofMillis(1));
    assertThat(harness.left).containsOnlyKeys("a").containsEntry("a", Cause.LOST);
  }

  @Test
  void shouldNotMindADetachOfWhomItDoesNotKnowThere() {
    harness.join(2, SurveyorHarness.client(3), "c");
    harness.detach(1, SurveyorHarness.client(3));
    harness.detach(1, SurveyorHarness.client(4));
    harness.answer(2, SurveyorHarness.client(3));
    harness.pass(ofSeconds(10));
    assertThat(harness.left).isEmpty();
  }
}
