package io.rollcall.discovery.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadyQueueTest {
  private final ReadyQueue<String> queue = new ReadyQueue<>();

  @Test
  void shouldServeInTurnAndEachOnce() {
    queue.add("a");
    queue.add("b");
    queue.add("a");

    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.next()).isEqualTo("a");
    queue.add("a");
    assertThat(queue.next()).isEqualTo("b");
    assertThat(queue.next()).isEqualTo("a");
    assertThat(queue.next()).isNull();
  }

  @Test
  void shouldPassAMarkOnceAllBeforeItAreServed() {
    queue.add("a");
    long mark = queue.mark();
    queue.add("b");

    assertThat(queue.hasPassed(mark)).isFalse();
    queue.next();
    assertThat(queue.hasPassed(mark)).isTrue();
  }
}
