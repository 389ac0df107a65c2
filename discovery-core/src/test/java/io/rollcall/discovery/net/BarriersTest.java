package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarriersTest {
  private final Agenda<String> agenda = new Agenda<>();
  private final Barriers barriers = new Barriers(agenda);
  private final List<String> ran = new ArrayList<>();

  @Test
  void shouldWaitForAllThatWereReadyAndForNobodyElse() {
    barriers.add(() -> ran.add("barrier"));
    agenda.add("a");
    agenda.add("b");
    barriers.begin();
    agenda.add("c");

    assertThat(serve()).isEqualTo("a");
    assertThat(ran).isEmpty();
    assertThat(serve()).isEqualTo("b");
    assertThat(ran).containsExactly("barrier");
    assertThat(barriers.isEmpty()).isTrue();
  }

  @Test
  void shouldTakeAnotherRoundWhereSomethingWasLeft() {
    barriers.add(() -> ran.add("barrier"));
    agenda.add("a");
    barriers.begin();
    barriers.leftover();
    agenda.next();
    agenda.add("a");
    reach();
    assertThat(ran).isEmpty();
    assertThat(barriers.isRoundWanted()).isTrue();

    barriers.begin();
    serve();
    assertThat(ran).containsExactly("barrier");
  }

  /** A peer that sends without end keeps nobody waiting for ever. */
  @Test
  void shouldRunAfterSomeRoundsInAnyCase() {
    barriers.add(() -> ran.add("barrier"));
    int rounds = 0;
    while (ran.isEmpty()) {
      agenda.add("endless");
      barriers.begin();
      barriers.leftover();
      serve();
      rounds++;
    }

    assertThat(rounds).isEqualTo(Barriers.ROUNDS);
  }

  @Test
  void shouldLetThoseThatComeMeanwhileWaitForRoundsOfTheirOwn() {
    barriers.add(() -> ran.add("first"));
    agenda.add("a");
    barriers.begin();
    barriers.add(() -> ran.add("second"));
    serve();
    assertThat(ran).containsExactly("first");
    assertThat(barriers.isRoundWanted()).isTrue();

    barriers.begin();
    reach();
    assertThat(ran).containsExactly("first", "second");
  }

  private String serve() {
    String next = agenda.next();
    reach();
    return next;
  }

  private void reach() {
    barriers.reached().forEach(Runnable::run);
  }
}
