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
  private final Call call = new Call(Options.defaults());

  SurveyorSharingTest() {
    call.join(1, Call.client(1), "a");
    call.join(1, Call.client(2), "b");
    call.pass(ofSeconds(5));
  }

  @Test
  void shouldAskAConnectionOnceAndAwaitAllOfItsClients() {
    Action.Ask last = call.all(Action.Ask.class).get(call.all(Action.Ask.class).size() - 1);
    assertThat(last.peers()).containsExactly(new Peer(1));
    call.silence(1);
    call.answer(1, Call.client(2));
    call.pass(ofSeconds(10));

    assertThat(call.left).containsOnlyKeys("a").containsEntry("a", Cause.SILENT);
  }

  @Test
  void shouldKeepTheOthersWhenOneSaysGoodbye() {
    call.goodbye(1, Call.client(1));
    call.pass(ofSeconds(10));
    assertThat(call.left).containsOnlyKeys("a").containsEntry("a", Cause.GOODBYE);
    assertThat(call.listed()).isEqualTo(Set.of("b"));
  }

  @Test
  void shouldLoseAllWithTheConnection() {
    call.lose(1);
    call.pass(ofMillis(250));
    assertThat(call.left).containsEntry("a", Cause.LOST).containsEntry("b", Cause.LOST);
  }

  @Test
  void shouldNotNoticeThatOneGoesOnOverAnotherConnection() {
    int published = call.changes().size();
    call.detach(1, Call.client(1));
    call.pass(ofMillis(200));
    call.join(2, Call.client(1), "a");
    call.pass(ofSeconds(10));
    assertThat(call.changes()).hasSize(published);

    call.lose(1);
    call.pass(ofSeconds(1));
    assertThat(call.left).containsOnlyKeys("b");
  }

  @Test
  void shouldLoseWhoLeavesAConnectionAndDoesNotReturnOnAnother() {
    call.detach(1, Call.client(1));
    call.pass(ofMillis(249));
    assertThat(call.left).isEmpty();
    call.pass(ofMillis(1));
    assertThat(call.left).containsOnlyKeys("a").containsEntry("a", Cause.LOST);
  }

  @Test
  void shouldNotMindADetachOfWhomItDoesNotKnowThere() {
    call.join(2, Call.client(3), "c");
    call.detach(1, Call.client(3));
    call.detach(1, Call.client(4));
    call.answer(2, Call.client(3));
    call.pass(ofSeconds(10));
    assertThat(call.left).isEmpty();
  }
}
