package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarriersTest {
  private final ReadyQueue<String> readyQueue = new ReadyQueue<>();
  private final Barriers barriers = new Barriers(readyQueue);
  private final List<String> ran = new ArrayList<>();

  @Test
  void shouldWaitForAllThatWereReadyAndForNobodyElse() {
    barriers.add(() -> ran.add("barrier"));
    readyQueue.add("a");
    readyQueue.add("b");
    barriers.begin();
    readyQueue.add("c");

    assertThat(serve()).isEqualTo("a");
    assertThat(ran).isEmpty();
    assertThat(serve()).isEqualTo("b");
    assertThat(ran).containsExactly("barrier");
    assertThat(barriers.isEmpty()).isTrue();
  }

  @Test
  void shouldTakeAnotherRoundWhereSomethingWasLeft() {
    barriers.add(() -> ran.add("barrier"));
    readyQueue.add("a");
    barriers.begin();
    barriers.leftover();
    readyQueue.next();
    readyQueue.add("a");
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
      readyQueue.add("endless");
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
    readyQueue.add("a");
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
    String next = readyQueue.next();
    reach();
    return next;
  }

  private void reach() {
    barriers.reached().forEach(Runnable::run);
  }
}
